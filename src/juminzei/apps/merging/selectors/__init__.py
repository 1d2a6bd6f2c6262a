"""What is asked about merges."""
