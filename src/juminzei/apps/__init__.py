"""The systems of the city."""
