"""The pages of the return desk."""
