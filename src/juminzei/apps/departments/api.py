"""What other applications may ask of departments' records; they import nothing else from here."""

from juminzei.apps.departments.disability_class import ORDINARY, SPECIAL
from juminzei.apps.departments.selectors.on_a_day import (
    assisted_on,
    care_certificates,
    disability_on,
    premiums_paid,
)

__all__ = [
    "ORDINARY",
    "SPECIAL",
    "assisted_on",
    "care_certificates",
    "disability_on",
    "premiums_paid",
]
