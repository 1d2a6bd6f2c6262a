"""What staff do about closeness."""
