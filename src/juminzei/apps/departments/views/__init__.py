"""The pages of departments' records."""
