"""What is asked about receiving."""
