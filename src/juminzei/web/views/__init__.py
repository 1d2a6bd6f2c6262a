"""Pages that belong to no single system."""
