"""What staff do about letters, one act a file."""
