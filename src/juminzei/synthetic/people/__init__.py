"""Who lives in the made-up city, what they are called, and where."""
