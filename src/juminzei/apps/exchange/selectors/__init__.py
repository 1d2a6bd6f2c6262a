"""What the pages of exchange read."""
