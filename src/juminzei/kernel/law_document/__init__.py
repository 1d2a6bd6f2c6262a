"""The law as a document for clerks: each year's figures, what changed, and where each is used.

The pages are made of nothing but the law files, the rules' own articles, a trace of the
chain, and the tests that name a rule; ``docs/law`` holds them as they were last written.
"""
