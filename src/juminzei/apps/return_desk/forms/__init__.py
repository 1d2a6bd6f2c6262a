"""What clerks fill in at the return desk."""
