"""What people live on: work, pensions, and the families they declare."""
