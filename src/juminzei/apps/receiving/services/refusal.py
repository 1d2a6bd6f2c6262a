"""Why receiving cannot do something."""


class ReceivingRefusedError(ValueError):
    """It was not done; the text says why, and what to do instead."""
