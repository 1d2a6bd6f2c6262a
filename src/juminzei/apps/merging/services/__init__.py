"""What is done about double registrations."""
