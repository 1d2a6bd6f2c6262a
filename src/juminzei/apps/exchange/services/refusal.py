"""What exchange refuses, in words for the clerk."""


class ExchangeRefusedError(Exception):
    """The act cannot be done as things stand; nothing was. The text says what to do."""
