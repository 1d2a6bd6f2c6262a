"""Questions about the record and about findings."""
