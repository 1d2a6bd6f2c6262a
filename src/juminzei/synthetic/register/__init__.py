"""What the resident register says of the people, and how it changes."""
