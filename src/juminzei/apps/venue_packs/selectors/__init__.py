"""What is read of packs."""
