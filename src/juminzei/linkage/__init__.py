"""Whose document is it? Frames in, frames out; no database, no clock.

The order is that of certainty. An equal Individual Number comes first, if the
other fields bear it out (:mod:`by_number`); then keys that exactly one person has
(:mod:`by_key`); then similarity, above a threshold and with a margin to the
second best (:mod:`by_score`). Everything else goes to a clerk with the candidates
and the comparison, field by field. :mod:`link` is the order and nothing else.
"""
