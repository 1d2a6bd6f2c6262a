"""Every file through which an address could get out is known, with how it is guarded."""

from __future__ import annotations

import re
from pathlib import Path

import juminzei

SOURCE = Path(juminzei.__file__).parent
DOCUMENT = Path(__file__).parents[2] / "docs" / "protection.md"

READS = re.compile(
    r"(?:\.|[\"'])(?:address|address_key|household_number|postcode|moved_from|moved_to)\b"
)
OUTSIDE = re.compile(
    r"^(?:cli|web|apps/[a-z_]+/(?:views|templates|tables|forms|waiting|venue_portion))(?:/|\.|_|$)"
)
NOT_PEOPLES = {
    "apps/receiving/forms.py": "where an employer is",
    "apps/receiving/templates/receiving/employer.html": "where an employer is",
    "apps/receiving/templates/receiving/summary.html": "where an employer is",
    "apps/receiving/templates/receiving/unknown_employer.html": "where an employer is",
    "cli/serve.py": "the address that the server listens on",
    "web/kept_form.py": "the address of a page",
}


def outlets() -> set[str]:
    """Return what of the source shows, prints or hands out, and reads where people live."""
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]
    names = {path.relative_to(SOURCE).as_posix(): path for path in files}
    return {
        name
        for name, path in names.items()
        if OUTSIDE.match(name) and READS.search(path.read_text(encoding="utf-8"))
    }


def test_every_outlet_of_an_address_says_how_it_is_guarded() -> None:
    """T-D02: a new outlet fails here until it asks ``read_settled`` and stands in the table.

    Put the file into the table of docs/protection.md, with what keeps the addresses of
    protected persons from leaving by it.
    """
    table = re.findall(r"^\| `([^`]+)` \| \S", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    known = {name for name in table if "/" in name}
    assert outlets() - known - set(NOT_PEOPLES) == set()
    assert known - outlets() == set()
    assert set(NOT_PEOPLES) <= outlets()
