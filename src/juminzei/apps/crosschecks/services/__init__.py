"""What is done with checks and cases."""
