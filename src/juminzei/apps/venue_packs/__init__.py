"""Return desks at venues without a link: packs carried out, and brought back."""
