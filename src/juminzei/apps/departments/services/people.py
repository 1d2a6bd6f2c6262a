"""Whose row it is: known by addressee number, checked by reading and birth."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import other_names, person_keys
from juminzei.apps.departments.models import WaitingCause
from juminzei.base.japanese_text import kana_key

if TYPE_CHECKING:
    from collections.abc import Collection

    from juminzei.apps.addressees.api import PersonKeys
    from juminzei.formats.department_feed import DepartmentRecord


class FeedPeople:
    """The people whom one feed names."""

    def __init__(self, records: Collection[DepartmentRecord], as_of: date) -> None:
        """Look up everybody whom ``records`` name, as the city stands on ``as_of``."""
        self.keys = person_keys({record.addressee_number for record in records})
        self.since = date(as_of.year - 1, 1, 1)
        doubtful = {
            record.addressee_number
            for record in records
            if record.addressee_number in self.keys and not self._reads_so(record)
        }
        others = other_names(doubtful) if doubtful else None
        self.other_readings = (
            set(zip(others.addressee_ids.tolist(), map(kana_key, others.kana), strict=True))
            if others
            else set()
        )

    def person(self, record: DepartmentRecord) -> PersonKeys | None:
        """Return whose row it is, if it is a candidate's for this tax (課税対象候補).

        Somebody unknown here, or gone since before the year whose income is taxed, can be no
        taxpayer and no relative of one: nothing of them is kept (評価書 Ⅲ-2).
        """
        keys = self.keys.get(record.addressee_number)
        if keys is None or (keys.ceased_on is not None and keys.ceased_on < self.since):
            return None
        return keys

    def doubt(self, record: DepartmentRecord) -> WaitingCause | None:
        """Return why it may be somebody else's row, if anything says so."""
        keys = self.keys[record.addressee_number]
        if (
            not self._reads_so(record)
            and (keys.number, kana_key(record.kana)) not in self.other_readings
        ):
            return WaitingCause.KANA
        known = None if keys.uncertain_birth else keys.birth_on
        if record.birth_on and known and record.birth_on != known:
            return WaitingCause.BIRTH
        return None

    def _reads_so(self, record: DepartmentRecord) -> bool:
        return kana_key(record.kana) == self.keys[record.addressee_number].kana_key
