"""What is done at the return desk."""
