"""Pages about staff, their roles, reviews, and terminals."""
