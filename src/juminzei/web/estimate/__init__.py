"""The trial calculation (試算): what is typed, what it comes to, nothing kept."""
