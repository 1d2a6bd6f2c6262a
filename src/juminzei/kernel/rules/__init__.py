"""One rule of the law per module."""
