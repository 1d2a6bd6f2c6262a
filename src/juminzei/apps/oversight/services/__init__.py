"""What officers do."""
