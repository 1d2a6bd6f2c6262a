"""Running every check over the whole city, and keeping what was found, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.assessment.api import listed_persons
from juminzei.apps.crosschecks.check_rules import rules_digest
from juminzei.apps.crosschecks.findings import find
from juminzei.apps.crosschecks.law_figures import law_figures
from juminzei.apps.crosschecks.models import WORKED_ON, Case, CaseEvent, CaseState, CheckRun
from juminzei.apps.crosschecks.selectors.material import material
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.kernel.law import load
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require
from juminzei.platform.storage.transaction_locks import have_alone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from juminzei.apps.crosschecks.findings import Finding
    from juminzei.platform.staff.models import StaffMember

RUN = "crosschecks.run"
LOCK = 0x636865636B
"""Number of PostgreSQL's advisory lock under which findings are kept ("check")."""
AT_A_TIME = 2_000
RENEWED = ("reason", "document_id", "relative_id", "other_id", "state")
"""What a run may change of a case that nobody has decided."""
AGAIN = "再点検で、また該当しました。"
NO_LONGER = "再点検で、該当しなくなりました。"


@transaction.atomic
def run_checks(*, tax_year: int, actor: StaffMember, at: datetime) -> CheckRun:
    """Run all checks and bring the cases up to date.

    What is found again is the same case; a case that was decided stays decided. What is no
    longer found is closed with that as its reason, unless somebody decided it before.

    Args:
        tax_year: 年度; its list of taxable persons must be frozen.
        actor: Who runs them; needs ``crosschecks.run``.
        at: When.

    Raises:
        CrosschecksRefusedError: The year's list is not frozen.
        juminzei.kernel.law.LawError: There is no law of the year.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, RUN, on=at.date())
    if not len(listed_persons(tax_year).addressee_ids):
        raise CrosschecksRefusedError(
            f"{tax_year} 年度の課税対象者名簿が確定していません。先に名簿を確定してください。"
        )
    have_alone(LOCK)
    figures = law_figures(load(tax_year, settings.CONFIGURATION.ordinance))
    found = find(material(tax_year).tables, figures, tax_year)
    run = CheckRun.objects.create(
        tax_year=tax_year,
        rules_digest=rules_digest(),
        run_at=at,
        run_by=actor,
        found=len(found),
        new=0,
        gone=0,
    )
    run.new, run.gone = _keep(run, found)
    run.save(update_fields=["new", "gone"])
    audit.record(
        action="crosschecks.run.done",
        actor=actor,
        at=at,
        subject_kind="check_run",
        subject_id=str(run.pk),
        details={"tax_year": tax_year, "found": run.found, "new": run.new, "gone": run.gone},
    )
    return run


def _keep(run: CheckRun, found: Iterable[Finding]) -> tuple[int, int]:
    """Enter what is new, renew what is known, close what is gone; return new and gone."""
    wanted = {(one.check_id, one.subject): one for one in found}
    cases = Case.objects.filter(tax_year=run.tax_year)
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
