"""What may be asked of national returns."""
