"""Questions about unified numbers."""
