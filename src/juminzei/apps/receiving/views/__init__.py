"""The pages of receiving."""
