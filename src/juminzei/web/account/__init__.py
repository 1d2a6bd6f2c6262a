"""What everybody sees and changes of their own: factors, password, sessions."""
