"""Pages of national returns."""
