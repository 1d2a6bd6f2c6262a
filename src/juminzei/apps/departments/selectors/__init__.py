"""What departments' stores hold."""
