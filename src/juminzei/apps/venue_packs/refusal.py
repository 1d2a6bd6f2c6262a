"""Why something is not done with a pack."""


class PackRefusedError(Exception):
    """It is not done; the text says why, and what to do."""
