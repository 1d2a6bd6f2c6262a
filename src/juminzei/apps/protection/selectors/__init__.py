"""Questions about protected persons."""
