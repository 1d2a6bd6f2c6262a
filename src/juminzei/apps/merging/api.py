"""What others may ask of merging; they import nothing else from here."""

from juminzei.apps.merging.selectors.known_cluster import (
    in_force,
    known_cluster,
    known_survivor,
)

__all__ = ["in_force", "known_cluster", "known_survivor"]
