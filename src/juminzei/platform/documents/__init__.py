"""Files as they were received."""
