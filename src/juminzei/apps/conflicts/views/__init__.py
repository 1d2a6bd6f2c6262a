"""The pages about closeness."""
