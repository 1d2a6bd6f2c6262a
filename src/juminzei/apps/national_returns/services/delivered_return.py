"""One return of a delivery: what its row, its data and its images say together."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from juminzei.apps.images.api import ImageRefusedError, SinglePages, single_pages
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
    from collections.abc import Mapping, Sequence

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.formats.national_delivery import Delivery, IndexRow

MAIN_FORM, SECOND_PAGE = "KOA020", "KOA020-2"
FIXED = "エラーの一覧から、画像を見て正しい値を入れてください。"
NO_PICTURE = Problem(
    "image", "image", "画像", "画像として読めません。", "送付元に再送を依頼してください。"
)


@dataclass(frozen=True)
class Delivered:
    """A return with everything that came of it."""

    row: IndexRow
    one: NationalReturn
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
    columns: Mapping[str, int]
    """What it feeds; nothing while something grave is wrong."""
    images: Sequence[bytes]
    """The files as they came."""
    pages: SinglePages
    """The pages of its images; none where one of them is no picture."""
    has_data: bool

    @property
    def tax_year(self) -> int:
        """年度: the year after the income; after the receipt if the return does not say."""
        income_year = self.one.income_year or self.row.received_on.year - 1
        return income_year + 1

    @cached_property
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

    @cached_property
    def person_key(self) -> str:
        """Return by what the returns of one person and year are told to belong together."""
        row = self.row
        own = [row.reference, row.tax_office]
        if not row.reference:
            own = [kana_key(row.kana), str(row.birth_on)]
        return digest_of("\x1f".join([str(self.tax_year), *own]).encode())

    @cached_property
    def content(self) -> dict[str, Any]:
        """Return what it says as JSON, without numbers."""
        return kept(self.one)

    @property
    def content_key(self) -> str:
        """Return a digest of what it says, of images too."""
        said = json.dumps([self.content, self.row.kind], ensure_ascii=False, sort_keys=True)
        return digest_of(said.encode() + b"".join(self.images))

    def problem_rows(self) -> list[dict[str, Any]]:
        """Return what is wrong, as it is kept."""
        return [asdict(problem) for problem in self.problems if problem.grave]


def delivered(delivery: Delivery, row: IndexRow) -> Delivered:
    """Return one return of a delivery; what cannot be read is a problem of it."""
    data, images = delivery.data_of(row.seq), delivery.images_of(row.seq)
    one, problems = _read(data)
    pages, damaged = _pages_of(images)
    problems += (*_beyond(one), *damaged)
    columns: dict[str, int] = {}
    remarks: list[str] = []
    if not any(problem.grave for problem in problems):
        columns = all_columns(one, row.birth_on)
        remarks = remarks_of(one, columns)
    return Delivered(row, one, problems, tuple(remarks), columns, images, pages, data is not None)


def _read(data: bytes | None) -> tuple[NationalReturn, tuple[Problem, ...]]:
    if data is None:
        return NationalReturn(heading={}, forms=()), ()
    try:
        one = read_return(data)
    except FormatError as error:
        where = Problem(MAIN_FORM, MAIN_FORM, "申告データ全体", error.problem, error.remedy)
        return NationalReturn(heading={}, forms=()), (where,)
    return replace(one, problems=()), one.problems


def _pages_of(images: Sequence[bytes]) -> tuple[SinglePages, tuple[Problem, ...]]:
    """Return the pages of a return's images; one that is no picture takes all of them out."""
    try:
        return (single_pages(images, unpack_scans=False) if images else SinglePages()), ()
    except ImageRefusedError:
        return SinglePages(), (NO_PICTURE,)


def _beyond(one: NationalReturn) -> list[Problem]:
    """Return the amounts that no column can hold."""
    beyond = out_of_range(one)
    found: list[Problem] = []
    for form in one.forms if beyond else ():
        boxes = form_map(form.form, form.version)[0]
        found += [
            Problem(form.form, tag, boxes.path(tag), "この欄にない大きさの金額です。", FIXED)
            for tag in beyond
            if tag in boxes.by_tag
        ]
    return found


def _has_second_page(one: NationalReturn) -> bool:
    return any(page.tag == SECOND_PAGE for page in one.pages())
