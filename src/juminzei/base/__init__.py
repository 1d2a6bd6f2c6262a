"""Words that everything shares: money, citations, dates, Japanese text, numbers."""
