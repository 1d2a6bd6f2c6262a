"""Long work in chunks that survives being killed."""
