"""A national return taken at the desk as the tax agency's forms have it: boxes, rows, pages.

What stands here is read back by :mod:`juminzei.apps.national_returns` from the same data
(``formats/layouts``), and is what the paper and the XML are both made of.
"""
