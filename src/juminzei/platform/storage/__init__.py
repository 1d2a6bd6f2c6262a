"""Writing many rows at once, and tables that only grow."""
