"""What clerks fill in about packs."""
