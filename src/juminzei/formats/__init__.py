"""Exchange files: bytes in, frozen records out, and back; no database, no clock."""
