"""Numbers that identify people and bodies, with their check digits."""
