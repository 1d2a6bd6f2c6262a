"""The open platform on which a Japanese municipality runs its individual inhabitant tax."""
