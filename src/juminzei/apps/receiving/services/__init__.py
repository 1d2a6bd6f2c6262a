"""What is done in receiving."""
