"""The acts of exchange, one file an act."""
