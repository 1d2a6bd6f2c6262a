"""扶養是正: what the tax office is told of denied deductions, and no more than that."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localtime

from juminzei.apps.addressees.api import postal, withheld
from juminzei.apps.assessment.api import TaxDocument
from juminzei.apps.crosschecks.check_rules import checks
from juminzei.apps.crosschecks.models import Case, CaseResult, CaseState
from juminzei.base.wareki import tax_year_text
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

REPORT = "crosschecks.report"
COLUMNS = ("年度", "対象者", "住所", "支払者", "否認の内容", "根拠", "決定日")
"""OWN: the tax office's own sheet is on paper. Neither numbers nor relatives' incomes."""


@transaction.atomic
def correction_report(*, tax_year: int, actor: StaffMember, at: datetime) -> bytes:
    """Return the year's denied dependants and spouses as CSV for the tax office.

    Of protected persons the address is left out. No Individual Number, no addressee number,
    no income of anybody stands in it.

    Args:
        tax_year: 年度.
        actor: Who hands it out; needs ``crosschecks.report``.
        at: When.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, REPORT, on=at.date())
    denied = [one.id for one in checks().values() if one.kind == "dependants"]
    cases = list(
        Case.objects.filter(
            tax_year=tax_year,
            state=CaseState.DONE,
            result=CaseResult.DENIED,
            check_id__in=denied,
        )
        .order_by("pk")
        .prefetch_related("events")
    )
    rows = [_row(case, people) for case, people in _told(cases, at)]
    audit.record(
        action="crosschecks.report.handed_out",
        actor=actor,
        at=at,
        subject_kind="tax_year",
        subject_id=str(tax_year),
        details={"cases": len(rows)},
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([COLUMNS, *rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _told(cases: list[Case], at: datetime) -> list[tuple[Case, tuple[str, str, str]]]:
    """Return name, address and payer of whoever's deduction was denied in each case."""
    numbers = {case.pk: _denied_person(case) for case in cases}
    names = postal([number for number in numbers.values() if number])
    hidden = withheld(at.date())
    payers = dict(
        TaxDocument.objects.filter(pk__in=[case.document_id for case in cases]).values_list(
            "pk", "payer_name"
        )
    )
    told = []
    for case in cases:
        person = names.get(numbers[case.pk] or 0)
        name = person.name if person else ""
        address = hidden.address(person.number, person.address) if person else ""
        told.append((case, (name, address, payers.get(case.document_id or 0, ""))))
    return told


def _denied_person(case: Case) -> int | None:
    """Return who claims: of what is found about the claimed person, the first claimant."""
    check = checks()[case.check_id]
    return case.other_id if check.table == "claimed" else case.addressee_id


def _row(case: Case, person: tuple[str, str, str]) -> tuple[str, ...]:
    check = checks()[case.check_id]
    decided = max(event.entered_at for event in case.events.all())
    day = localtime(decided).date().isoformat()
    cells = (tax_year_text(case.tax_year), *person, check.name, check.basis, day)
    return tuple(_harmless(cell) for cell in cells)


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t"} else cell
