"""Acts on cases of protection."""
