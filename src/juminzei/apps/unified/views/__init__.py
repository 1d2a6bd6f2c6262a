"""The pages of unified numbers."""
