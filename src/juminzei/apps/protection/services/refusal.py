"""Why an act on a case is not done."""


class ProtectionRefusedError(Exception):
    """It cannot be done; the text says what to do instead. Nothing was done."""
