"""Why something about a check is not done."""


class CrosschecksRefusedError(Exception):
    """Nothing was done; the text says why, and what to do."""
