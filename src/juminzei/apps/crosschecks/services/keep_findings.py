"""Keeping what a run found: each finding is one case, whatever becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.crosschecks.check_rules import KINDS, checks
from juminzei.apps.crosschecks.models import WORKED_ON, Case, CaseEvent, CaseState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from juminzei.apps.crosschecks.findings import Finding
    from juminzei.apps.crosschecks.models import CheckRun

AT_A_TIME = 2_000
RENEWED = ("reason", "document_id", "relative_id", "other_id", "state")
"""What a run may change of a case that nobody has decided."""
AGAIN = "再点検で、また該当しました。"
NO_LONGER = "再点検で、該当しなくなりました。"


def keep(run: CheckRun, kind: str, found: Iterable[Finding]) -> tuple[int, int]:
    """Enter what is new, renew what is known, close what is gone; return new and gone.

    Args:
        run: The run.
        kind: Of which kind the checks are.
        found: Everything that they found.
    """
    wanted = {(one.check_id, one.subject): one for one in found}
    cases = _of_kind(run.tax_year, kind)
    known = {(one.check_id, one.subject): one for one in cases}
    new = [_case(run, finding) for key, finding in wanted.items() if key not in known]
    Case.objects.bulk_create(new, batch_size=AT_A_TIME)
    again = {key: known[key] for key in wanted if key in known}
    back = [one for one in again.values() if one.state == CaseState.GONE]
    changed = [one for key, one in again.items() if _renew(one, wanted[key])]
    gone = [one for key, one in known.items() if key not in wanted and one.state in WORKED_ON]
    for one in gone:
        one.state = CaseState.GONE
    Case.objects.bulk_update([*changed, *gone], RENEWED, batch_size=AT_A_TIME)
    keys = sorted(one.pk for one in again.values())
    for first in range(0, len(keys), AT_A_TIME):
        Case.objects.filter(pk__in=keys[first : first + AT_A_TIME]).update(last_run=run)
    _tell(run, new, "")
    _tell(run, back, AGAIN)
    _tell(run, gone, NO_LONGER)
    return len(new), len(gone)


def _of_kind(tax_year: int, kind: str) -> QuerySet[Case]:
    """Return the year's cases of a kind; those of checks that are no more go with the first."""
    rows = Case.objects.filter(tax_year=tax_year)
    if kind == next(iter(KINDS)):
        return rows.exclude(check_id__in=[one.id for one in checks().values() if one.kind != kind])
    return rows.filter(check_id__in=[one.id for one in checks().values() if one.kind == kind])


def _renew(case: Case, finding: Finding) -> bool:
    """Have a case that is not decided say what was found now; return whether that is new."""
    if case.state not in {*WORKED_ON, CaseState.GONE}:
        return False
    before = [getattr(case, name) for name in RENEWED]
    case.reason, case.document_id = finding.reason, finding.document
    case.relative_id, case.other_id = finding.relative, finding.other
    if case.state == CaseState.GONE:
        case.state = CaseState.OPEN
    return before != [getattr(case, name) for name in RENEWED]


def _case(run: CheckRun, finding: Finding) -> Case:
    return Case(
        tax_year=run.tax_year,
        check_id=finding.check_id,
        subject=finding.subject,
        addressee_id=finding.addressee,
        other_id=finding.other,
        document_id=finding.document,
        relative_id=finding.relative,
        reason=finding.reason,
        found_at=run.run_at,
        last_run=run,
    )


def _tell(run: CheckRun, cases: Iterable[Case], note: str) -> None:
    events = [
        CaseEvent(
            case=one, state=one.state, note=note, entered_at=run.run_at, entered_by=run.run_by
        )
        for one in cases
    ]
    CaseEvent.objects.bulk_create(events, batch_size=AT_A_TIME)
