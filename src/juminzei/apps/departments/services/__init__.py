"""What is done with departments' records."""
