"""What the checks look at, and what they found."""
