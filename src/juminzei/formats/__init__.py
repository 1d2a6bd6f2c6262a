"""Exchange files: bytes in, records out, and back."""
