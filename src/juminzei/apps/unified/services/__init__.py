"""What staff, commands and other systems do with unified numbers."""
