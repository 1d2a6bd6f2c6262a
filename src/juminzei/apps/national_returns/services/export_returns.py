"""Files of returns as CSV: chosen columns, masked unless another person allowed more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.national_returns.models import (
    ExportDecision,
    ExportRequest,
    StagedReturn,
    StagedState,
)
from juminzei.apps.national_returns.selectors.export_columns import (
    MASKED_OWN,
    OWN,
    columns_of_form,
    headings_of,
    newest,
    personal,
    values_of,
)
from juminzei.apps.national_returns.selectors.stored_content import read_back
from juminzei.apps.national_returns.services.csv_text import csv_text, plain
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import for_another
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

EXPORT, DECIDE = "returns.export", "returns.export.decide"
CHARSETS = {"utf-8-sig": "UTF-8（BOM付き）", "cp932": "シフトJIS（CP932）"}
MASK = "＊"
SUBSTITUTE = "〓"


@dataclass(frozen=True, slots=True)
class ReturnsFile:
    """A file, and the characters that its charset does not have."""

    content: bytes
    rows: int
    substituted: Mapping[str, int]
    """Code point → how often it was replaced."""


@transaction.atomic
def export_returns(
    *,
    tax_year: int,
    form: str,
    columns: Sequence[str],
    charset: str,
    request_id: int | None,
    actor: StaffMember,
    at: datetime,
) -> ReturnsFile:
    """Return the year's returns of a form as CSV, and record it.

    Args:
        tax_year: 年度.
        form: Such as ``KOA020``.
        columns: Names of own columns and tags of boxes, in order.
        charset: A key of :data:`CHARSETS`.
        request_id: A granted request for exactly these columns: nothing is masked then.
        actor: Who takes the file; needs ``returns.export``.
        at: When.

    Raises:
        ReturnsRefusedError: A column is unknown, or the request was not granted, is another's
            or for other columns.
        NotPermittedError: The actor may not.
    """
    require(actor, EXPORT, on=at.date())
    check_columns(form, columns)
    if request_id is not None:
        _check_granted(request_id, tax_year, form, columns, actor)
    masked = request_id is None
    lines = [_heading(form, columns)]
    lines += [_line(row, form, columns, masked=masked) for row in _rows(tax_year, form)]
    substituted: Counter[str] = Counter()
    text = csv_text(lines)
    content = _encoded(text, charset, substituted)
    audit.record(
        action="national_returns.exported",
        actor=actor,
        at=at,
        details={
            "tax_year": tax_year,
            "form": form,
            "columns": list(columns),
            "rows": len(lines) - 1,
            "masked": masked,
            "request": request_id,
        },
    )
    return ReturnsFile(content, len(lines) - 1, substituted)


@transaction.atomic
def ask_export(
    *,
    tax_year: int,
    form: str,
    columns: Sequence[str],
    purpose: str,
    actor: StaffMember,
    at: datetime,
) -> ExportRequest:
    """Ask for a file that shows people.

    Raises:
        ReturnsRefusedError: A column is unknown, or no purpose is given.
        NotPermittedError: The actor may not.
    """
    require(actor, EXPORT, on=at.date())
    check_columns(form, columns)
    if not purpose.strip():
        raise ReturnsRefusedError("目的を入れてください。")
    asked = ExportRequest.objects.create(
        tax_year=tax_year,
        form=form,
        columns=list(columns),
        purpose=purpose.strip(),
        asked_by=actor,
        asked_at=at,
    )
    _record("national_returns.export.asked", asked, actor, at)
    return asked


@transaction.atomic
def decide_export(
    *, request_id: int, granted: bool, actor: StaffMember, at: datetime
) -> ExportDecision:
    """Allow or refuse a file; never one's own.

    Raises:
        ReturnsRefusedError: It is one's own, is gone, or was decided.
        NotPermittedError: The actor may not.
    """
    require(actor, DECIDE, on=at.date())
    waiting = ExportRequest.objects.filter(decision=None)
    asked = for_another(waiting, request_id, actor, ReturnsRefusedError)
    decision = ExportDecision.objects.create(
        request=asked, granted=granted, decided_by=actor, decided_at=at
    )
    _record("national_returns.export.decided", asked, actor, at, granted=granted)
    return decision


def check_columns(form: str, columns: Sequence[str]) -> None:
    """Refuse columns that no file has.

    Raises:
        ReturnsRefusedError: One is unknown, or there is none.
    """
    try:
        known = {*OWN, *(box.tag for box in columns_of_form(form))}
    except KeyError:
        known = set()
    if not columns or not set(columns) <= known:
        raise ReturnsRefusedError("出力できない列があるか、列が選ばれていません。")


def _record(
    action: str, asked: ExportRequest, actor: StaffMember, at: datetime, **more: object
) -> None:
    details = {"request": asked.pk, "form": asked.form, "columns": asked.columns, **more}
    audit.record(action=action, actor=actor, at=at, details=details)


def _check_granted(
    request_id: int, tax_year: int, form: str, columns: Sequence[str], actor: StaffMember
) -> None:
    rows = ExportRequest.objects.filter(pk=request_id, decision__granted=True, asked_by=actor)
    asked = rows.first()
    wanted = (tax_year, form, list(columns))
    if asked is None or (asked.tax_year, asked.form, asked.columns) != wanted:
        raise ReturnsRefusedError("承認された申請と違います。もう一度申請してください。")


def _rows(tax_year: int, form: str) -> Iterator[StagedReturn]:
    rows = StagedReturn.objects.filter(tax_year=tax_year, state=StagedState.TAKEN)
    for row in rows.select_related("document").order_by("pk").iterator():
        if form in row.forms:
            yield row


def _heading(form: str, columns: Sequence[str]) -> list[str]:
    cells: list[str] = []
    for name in columns:
        cells += [OWN[name]] if name in OWN else headings_of(form, name)
    return cells


def _line(row: StagedReturn, form: str, columns: Sequence[str], *, masked: bool) -> list[str]:
    one = read_back(row.content)
    boxes = newest(form).by_tag
    cells: list[str] = []
    for name in columns:
        if name in OWN:
            hide = masked and name in MASKED_OWN
            cells.append(_cell(_own(row, name), hide=hide))
        else:
            hide = masked and personal(boxes[name])
            cells += [_cell(value, hide=hide) for value in values_of(one, form, name)]
    return cells


def _own(row: StagedReturn, name: str) -> object:
    if name != "addressee":
        return getattr(row, name)
    number = row.document.addressee_id if row.document else None
    return f"{number:010d}" if number else ""


def _cell(value: object, *, hide: bool) -> str:
    if value is None or value == "":
        return ""
    return MASK if hide else plain(value)


def _encoded(text: str, charset: str, substituted: Counter[str]) -> bytes:
    if charset not in CHARSETS:
        raise ReturnsRefusedError("文字コードを選んでください。")
    if charset != "cp932":
        return text.encode(charset)
    for character in set(text):
        if not character.encode("cp932", errors="ignore"):
            substituted[f"U+{ord(character):04X}"] += text.count(character)
            text = text.replace(character, SUBSTITUTE)
    return text.encode("cp932")
