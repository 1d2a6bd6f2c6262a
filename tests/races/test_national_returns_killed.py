"""``juminzei receive`` of national returns, killed again and again: the same as in one go."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING, Any

from support.image_files import scanned
from support.installation import HERE, Installation
from support.made_up_returns import a_return, delivery, index_row, number_of, xml_of

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.formats.national_return_record import Value

TAKER = "national_taker.py"
ALONE, SHARED = "1", "3"
"""How many processes."""
HELPER = "a second process with a part in hand"
MOMENTS = (
    "images of the first part",
    "numbers of the second part",
    "before the delivery is told as taken",
    "before the register knows",
)


def dropped(folder: Path) -> Path:
    """Fill a drop folder: five returns with scans, relatives and numbers, one of them broken."""
    rows = []
    for seq in range(1, 6):
        values = {"ABB00080": 1_000_000 * seq}
        relatives: dict[str, list[dict[str, Value]]] = {
            "ABY00150": [{"ABY00160": "山田　一郎", "ABY00170": number_of("34567890123")}]
        }
        xml = xml_of(a_return(values, relatives)) if seq != 4 else b"<x/>"
        row = index_row(seq, number=number_of(f"2345678901{seq}"), reference=f"R{seq}")
        rows.append((row, xml, [scanned(0, 1)] if seq % 2 else []))
    folder.mkdir()
    delivery(folder / "E1", rows)
    return folder


def killed(city: Installation, folder: Path, moment: str) -> bool:
    process = city.start(str(HERE / TAKER), str(folder), SHARED, moment)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def outcome(
    city: Installation, folder: Path, workers: str = SHARED, *moment: str
) -> dict[str, Any]:
    """Let a run come to its end and return all that is there afterwards."""
    said = city.script(TAKER, str(folder), workers, *moment).splitlines()[-1]
    return json.loads(said)  # type: ignore[no-any-return]  # an object


def test_a_delivery_killed_at_every_step_is_taken_once(tmp_path: Path) -> None:
    """T-J02, T-J10: kill -9 at four moments of one delivery, each run going on from the last one.

    Three processes share the delivery; the calm run is one process. Then three whose helpers are
    killed, one by one, before they have written anything.

    Documents, figures and images are those of a calm run, and so are the numbers once the vault
    was swept; nothing is doubled, and the register tells the returns as taken in, not as having
    been there before.
    """
    calm = Installation.ready(tmp_path / "calm")
    rough, lonely = calm.copy(tmp_path / "rough"), calm.copy(tmp_path / "lonely")
    one, other, third = (dropped(tmp_path / name) for name in ("one", "other", "third"))
    expected = outcome(calm, one, ALONE)
    assert expected["files"] == [["taken", 5, 4, 1, 0, ""]]
    assert all(killed(rough, other, moment) for moment in MOMENTS)
    assert outcome(rough, other) == expected
    assert outcome(lonely, third, SHARED, HELPER) == expected
