"""What is wrong with a file of people."""

from __future__ import annotations


class BulkError(ValueError):
    """A file cannot be calculated; the text names column and row, and says what to do."""


class UnreachableError(BulkError):
    """Nothing is wrong with the file: who should calculate it does not answer."""
