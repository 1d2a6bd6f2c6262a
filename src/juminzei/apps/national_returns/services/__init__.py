"""What is done with national returns."""
