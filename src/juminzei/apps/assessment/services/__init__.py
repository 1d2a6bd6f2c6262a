"""What can happen; each is one transaction and one audit record."""
