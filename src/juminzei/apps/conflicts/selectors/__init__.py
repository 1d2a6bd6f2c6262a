"""What is asked about closeness."""
