"""What is asked about images."""
