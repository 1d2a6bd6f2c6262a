"""What the return desk refuses, in words for the clerk."""


class DeskRefusedError(ValueError):
    """Nothing was done; the text says why and what to do."""
