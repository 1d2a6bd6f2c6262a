"""The pages that show images."""
