"""One return of a delivery: what its row, its data and its images say together."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from juminzei.apps.national_returns.models import StagedState
from juminzei.apps.national_returns.selectors.stored_content import kept
from juminzei.apps.national_returns.services.box_columns import out_of_range
from juminzei.apps.national_returns.services.handed_return import all_columns
from juminzei.apps.national_returns.services.remarks import remarks_of
from juminzei.base.japanese_text import kana_key
from juminzei.formats.errors import FormatError
from juminzei.formats.national_return import read_return
from juminzei.formats.national_return_boxes import form_map
from juminzei.formats.national_return_record import NationalReturn, Problem
from juminzei.platform.documents.services import digest_of

if TYPE_CHECKING:
    from datetime import date

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.formats.national_delivery import Delivery, IndexRow

MAIN_FORM, SECOND_PAGE = "KOA020", "KOA020-2"
FIXED = "エラーの一覧から、画像を見て正しい値を入れてください。"


@dataclass(frozen=True, slots=True)
class Delivered:
    """A return with everything that came of it."""

    row: IndexRow
    one: NationalReturn
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
    images: list[bytes]
    has_data: bool

    @property
    def tax_year(self) -> int:
        """年度: the year after the income; after the receipt if the return does not say."""
        income_year = self.one.income_year or self.row.received_on.year - 1
        return income_year + 1

    @property
    def state(self) -> str:
        """Return what has to be done with it."""
        if any(problem.grave for problem in self.problems):
            return StagedState.CHECK
        if not self.has_data or (self.images and not _has_second_page(self.one)):
            return StagedState.ENTRY
        return StagedState.TAKEN

    @property
    def number(self) -> IndividualNumber | None:
        """Return the taxpayer's number, from the list or the data."""
        value = self.one.heading.get("NOZEISHA_BANGO")
        return self.row.number or (value if not isinstance(value, int | str) else None)  # type: ignore[return-value]  # a number is read as nothing else

    @property
    def birth_on(self) -> date | None:
        """Return the birthday, as listed."""
        return self.row.birth_on

    @property
    def person_key(self) -> str:
        """Return by what the returns of one person and year are told to belong together."""
        row = self.row
        own = [row.reference, row.tax_office]
        if not row.reference:
            own = [kana_key(row.kana), str(row.birth_on)]
        return digest_of("\x1f".join([str(self.tax_year), *own]).encode())

    @property
    def content_key(self) -> str:
        """Return a digest of what it says, of images too."""
        said = json.dumps([kept(self.one), self.row.kind], ensure_ascii=False, sort_keys=True)
        return digest_of(said.encode() + b"".join(self.images))

    def columns(self) -> dict[str, int]:
        """Return the columns that it feeds; none while something grave is wrong."""
        if self.state == StagedState.CHECK:
            return {}
        return all_columns(self.one, self.birth_on)

    def problem_rows(self) -> list[dict[str, Any]]:
        """Return what is wrong, as it is kept."""
        return [asdict(problem) for problem in self.problems if problem.grave]


def delivered(delivery: Delivery, row: IndexRow) -> Delivered:
    """Return one return of a delivery; what cannot be read is a problem of it."""
    data = delivery.data_of(row.seq)
    one, problems = _read(data)
    problems += tuple(_beyond(one))
    remarks: list[str] = []
    if not any(problem.grave for problem in problems):
        remarks = remarks_of(one, all_columns(one, row.birth_on))
    return Delivered(
        row, one, problems, tuple(remarks), delivery.images_of(row.seq), data is not None
    )


def _read(data: bytes | None) -> tuple[NationalReturn, tuple[Problem, ...]]:
    if data is None:
        return NationalReturn(heading={}, forms=()), ()
    try:
        one = read_return(data)
    except FormatError as error:
        where = Problem(MAIN_FORM, MAIN_FORM, "申告データ全体", error.problem, error.remedy)
        return NationalReturn(heading={}, forms=()), (where,)
    return replace(one, problems=()), one.problems


def _beyond(one: NationalReturn) -> list[Problem]:
    """Return the amounts that no column can hold."""
    found: list[Problem] = []
    for form in one.forms:
        boxes = form_map(form.form, form.version)[0]
        found += [
            Problem(form.form, tag, boxes.path(tag), "この欄にない大きさの金額です。", FIXED)
            for tag in out_of_range(one)
            if tag in boxes.by_tag
        ]
    return found


def _has_second_page(one: NationalReturn) -> bool:
    return any(page.tag == SECOND_PAGE for page in one.pages())
