"""What the pages of the return desk ask."""
