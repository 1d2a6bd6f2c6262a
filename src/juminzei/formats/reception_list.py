"""受信の一覧: what eLTAX says of the files it delivered (own layout, OWN-JUSHIN)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from juminzei.formats.cells.codec import CELL_REMEDY
from juminzei.formats.errors import Finding
from juminzei.formats.headed_rows import HeadedRows

if TYPE_CHECKING:
    from juminzei.formats.reading import Reading

KIND = "reception_list"
HEADER = ("file_name", "uketsuke_no", "totatsu", "seifuku", "shomei", "riyosha_id")
ARRIVED = "%Y-%m-%dT%H:%M:%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """One file as eLTAX received it."""

    file_name: str
    reception_number: str
    """受付番号."""
    arrived_at: str
    """到達日時, Japan's time, as :data:`ARRIVED`."""
    copy: str
    signature: str
    user_reference: str = ""
    """利用者ID of whoever sent it."""

    @property
    def arrived(self) -> datetime:
        """The moment of arrival in Japan's time, without its zone."""
        return datetime.strptime(self.arrived_at, ARRIVED)  # noqa: DTZ007 - its zone is the reader's


def _refuse_moments(reading: Reading) -> None:
    """Refuse rows whose arrival is no moment."""
    for position, row in enumerate(reading.rows):
        if position not in reading.refused and not _is_moment(
            str(reading.values["arrived_at"][position])
        ):
            problem = "日時（2026-01-30T17:05:09 の形）ではありません。"
            finding = Finding(row.number, 3, "到達日時", "日時の誤り", problem, CELL_REMEDY)
            reading.refused[position].append(finding)


def _is_moment(text: str) -> bool:
    try:
        datetime.strptime(text, ARRIVED)  # noqa: DTZ007 - only whether it is one
    except ValueError:
        return False
    return True


FORMAT = HeadedRows(KIND, HEADER, Reception, "受信の一覧", _refuse_moments)
recognises, read, write = FORMAT.recognises, FORMAT.read, FORMAT.write
