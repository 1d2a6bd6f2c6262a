"""What other applications may ask of the return desk; they import nothing else from here."""

from juminzei.apps.return_desk.models import (
    DeskReturn,
    NumberOutcome,
    ReturnState,
    Venue,
)
from juminzei.apps.return_desk.selectors.entry_lines import entry_lines, newest_lines
from juminzei.apps.return_desk.selectors.recipients import declared_before
from juminzei.apps.return_desk.selectors.venue_takings import unclosed_days, venue_takings
from juminzei.apps.return_desk.services.brought_back import append_around, append_return
from juminzei.apps.return_desk.services.number_reading import read_numbers_by
from juminzei.apps.return_desk.services.refusal import DeskRefusedError

SEALED_AT_VENUE = NumberOutcome.SEALED

__all__ = [
    "SEALED_AT_VENUE",
    "DeskRefusedError",
    "DeskReturn",
    "ReturnState",
    "Venue",
    "append_around",
    "append_return",
    "declared_before",
    "entry_lines",
    "newest_lines",
    "read_numbers_by",
    "unclosed_days",
    "venue_takings",
]
