"""Lots of another city, made while a test runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.formats import one_stop
from juminzei.formats.forwarded_lot import LETTER, NAME, ForwardedLot, listing
from juminzei.platform.documents.packing import packed
from support.hostile_files import EMPTY_PDF
from support.report_files import pension, pensions, wage, wages

if TYPE_CHECKING:
    from pathlib import Path

KUMAGAYA, HERE, YEAR = "112020", "112101", 2026
NAMES = ("回送　一", "回送　二", "回送　三")


def lot_files(**changed: bytes) -> dict[str, bytes]:
    """Return two wage reports and a pension report, with the files ``changed`` as given."""
    made = {
        "form315": wages(*(wage(name=name) for name in NAMES[:2])),
        "form331": pensions(pension(name=NAMES[2])),
        **changed,
    }
    return {LETTER: EMPTY_PDF, **{f"{name}.csv": data for name, data in made.items()}}


def lot_list(files: dict[str, bytes], **told: Any) -> bytes:
    """Return the list of a lot from Kumagaya with such files, with ``told`` as given."""
    counts = {"form315.csv": 2, "form331.csv": 1, "one_stop.csv": 1}
    documents_in = {name: counts.get(name, 1) for name in files if name.endswith(".csv")}
    entry: dict[str, Any] = {
        "number": 7,
        "sender": KUMAGAYA,
        "receiver": HERE,
        "tax_year": YEAR,
        "documents": sum(documents_in.values()),
        "files": listing(files),
        "documents_in": documents_in,
    }
    return ForwardedLot(**{**entry, **told}).content()


def lot_zip(files: dict[str, bytes] | None = None, **told: Any) -> bytes:
    """Return a whole lot as it travels."""
    made = lot_files() if files is None else files
    return packed({NAME: lot_list(made, **told), **made})


def lot_folder(folder: Path, files: dict[str, bytes]) -> Path:
    """Return a lot as a folder."""
    for name, data in {NAME: lot_list(files), **files}.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def gifts_for(city: str, *rows: one_stop.OneStopNotice) -> bytes:
    """Return a file of one-stop notices for a city."""
    return one_stop.write(list(rows), municipality=city, income_year=YEAR - 1)
