"""What clerks fill in about national returns."""
