"""Whether this installation is one carried to a venue (会場（持出）), and until when it may run.

Known without a database: a small file in the data folder, which ``juminzei venue open`` writes
and everything that must refuse more than the return desk reads.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE = "venue.json"


@dataclass(frozen=True, slots=True)
class CarriedVenue:
    """A venue's installation, as its pack told.

    Attributes:
        pack: The number of the pack that it was made of.
        municipality: Of the city, six digits.
        venue: The venue's key in the city.
        name: The venue's name.
        tax_year: Whose returns are taken.
        expires_on: The last day on which it runs.
        city_key: The city's public key for this pack, in hexadecimal.
        carried_returns: The highest reception number (受付番号) that was carried; what is
            taken here has higher ones.
    """

    pack: int
    municipality: str
    venue: int
    name: str
    tax_year: int
    expires_on: date
    city_key: str
    carried_returns: int

    def is_over(self, on: date) -> bool:
        """Return whether the last day has passed."""
        return on > self.expires_on


def carried_venue(data: Path) -> CarriedVenue | None:
    """Return the venue whose installation lies in ``data``; none of the city's own."""
    file = data / FILE
    if not file.exists():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    return CarriedVenue(**{**told, "expires_on": date.fromisoformat(told["expires_on"])})


def mark_as_venue(data: Path, venue: CarriedVenue) -> None:
    """Write the file that makes an installation a venue's; its owner's alone."""
    file = data / FILE
    told = {**asdict(venue), "expires_on": venue.expires_on.isoformat()}
    file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    file.chmod(0o600)
