"""Individual Numbers, encrypted, in a database of their own."""
