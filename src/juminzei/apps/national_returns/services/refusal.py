"""What is refused about national returns, in words for the clerk."""


class ReturnsRefusedError(ValueError):
    """Nothing was done; the text says why and what to do."""
