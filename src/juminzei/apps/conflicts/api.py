"""What the web layer and commands may ask about closeness."""

from juminzei.apps.conflicts.selectors.closeness import NAMES, close_among, is_one_person
from juminzei.apps.conflicts.services.open_close_people import opened

__all__ = ["NAMES", "close_among", "is_one_person", "opened"]
