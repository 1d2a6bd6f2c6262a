"""The interface for other systems (``/api/v1/``): the contract's JSON over HTTP."""
