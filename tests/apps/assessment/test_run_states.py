"""From each state of a year's run, what each act does, refuses, and leaves of the runs before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import (
    AssessmentRun,
    AssessmentVersion,
    Instalment,
    NoticeFile,
    NoticeKind,
)
from juminzei.apps.assessment.services.calculate_run import trial
from juminzei.apps.assessment.services.fix_run import NotReviewedError, fix_run
from juminzei.apps.assessment.services.print_notices import PrintRefusedError, print_notices
from juminzei.apps.assessment.services.review_run import NotCalculatedYetError, review_run
from juminzei.apps.assessment.services.start_run import AlreadyFixedError, current_run, start_run
from juminzei.platform.audit.outbox.models import OutgoingRecord
from support.closing import closed
from support.document_rows import wage
from support.moments import START, Ticking
from support.small_city import TOTAL, calculated, small_city
from support.staff_members import clerk

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
LATER = START + timedelta(days=1)
STATES = ("calculating", "calculated", "reviewed", "fixed")
PEOPLE = 6


@pytest.fixture
def actor() -> StaffMember:
    small_city()
    closed()
    return clerk("tax_supervisor")


def brought_to(state: str, actor: StaffMember) -> AssessmentRun:
    """Return a run that has come as far as ``state``."""
    if state == "calculating":
        return start_run(tax_year=2026, actor=actor, at=START)
    run = calculated(actor)
    if state in {"reviewed", "fixed"}:
        run = review_run(run, actor=actor, at=START)
    return fix_run(run, actor=actor, at=START) if state == "fixed" else run


def act(name: str, run: AssessmentRun, actor: StaffMember) -> None:
    if name == "review":
        review_run(run, actor=actor, at=LATER)
    elif name == "fix":
        fix_run(run, actor=actor, at=LATER)
    else:
        start_run(tax_year=2026, actor=actor, at=LATER)


def states() -> list[str]:
    return list(AssessmentRun.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("state", "name", "left"),
    [
        ("calculating", "start", ["calculating"]),
        ("calculated", "start", ["abandoned", "calculating"]),
        ("reviewed", "start", ["abandoned", "calculating"]),
        ("calculated", "review", ["reviewed"]),
        ("reviewed", "review", ["reviewed"]),
        ("reviewed", "fix", ["fixed"]),
    ],
)
def test_an_act_that_follows_leads_on(
    state: str, name: str, left: list[str], actor: StaffMember
) -> None:
    act(name, brought_to(state, actor), actor)
    assert states() == left


@pytest.mark.parametrize(
    ("state", "name", "refusal"),
    [
        ("calculating", "review", NotCalculatedYetError),
        ("calculating", "fix", NotReviewedError),
        ("calculated", "fix", NotReviewedError),
        ("fixed", "review", NotCalculatedYetError),
        ("fixed", "fix", NotReviewedError),
        ("fixed", "start", AlreadyFixedError),
    ],
)
def test_an_act_that_does_not_follow_changes_and_records_nothing(
    state: str, name: str, refusal: type[Exception], actor: StaffMember
) -> None:
    run = brought_to(state, actor)
    before = AssessmentRun.objects.values().get()
    recorded = OutgoingRecord.objects.count()

    with pytest.raises(refusal, match="2026 年度の当初賦課"):
        act(name, run, actor)
    assert AssessmentRun.objects.values().get() == before
    assert OutgoingRecord.objects.count() == recorded


@pytest.mark.parametrize("name", ["review", "fix"])
def test_nothing_brings_an_abandoned_run_back(name: str, actor: StaffMember) -> None:
    first = brought_to("reviewed", actor)
    second = calculated(actor)
    assert second.pk != first.pk

    with pytest.raises((NotCalculatedYetError, NotReviewedError), match="破棄"):
        act(name, first, actor)
    assert states() == ["abandoned", "calculated"]
    current = current_run(2026)
    assert current is not None
    assert current.pk == second.pk


def test_a_second_run_writes_its_own_rows_beside_those_of_the_first(actor: StaffMember) -> None:
    first = calculated(actor)
    person = AssessmentVersion.objects.filter(run=first, method_reason="employer").get()
    due = Instalment.objects.filter(version__run=first).count()
    wage(person.addressee_id, 1_000_000)
    second = calculated(actor)

    # 6,000,000 → 4,360,000 − 750,000 − 430,000 = 3,180,000: 189,300 + 126,200 + 5,000
    assert second.totals["total"] - first.totals["total"] == 320_500 - 240_500
    assert first.totals["total"] == TOTAL
    for run in (first, second):
        assert AssessmentVersion.objects.filter(run=run).count() == PEOPLE
    assert Instalment.objects.filter(version__run=first).count() == due
    person.refresh_from_db()
    assert person.total == 240_500


def test_every_amount_of_a_reviewed_run_is_the_sum_of_its_rows(actor: StaffMember) -> None:
    run = brought_to("reviewed", actor)
    control = run.totals["review"]["control"]

    rows = list(AssessmentVersion.objects.filter(run=run))
    for name in ("total", "special_amount", "pension_amount", "ordinary_amount"):
        assert control[name] == sum(getattr(row, name) for row in rows)
    assert control["total"] == TOTAL
    assert control["special_amount"] == 240_500 + 164_000  # the employee, and both's salary
    # of 79,500 and 107,500 half, cut to hundreds, is withheld: 39,700 and 53,700
    assert control["pension_amount"] == 39_700 + 53_700
    assert control["ordinary_amount"] == 39_800 + 53_800 + 4_000 + 161_500


@pytest.mark.parametrize("state", STATES)
def test_a_trial_beside_a_run_of_any_state_touches_nothing(state: str, actor: StaffMember) -> None:
    brought_to(state, actor)
    before = (
        AssessmentRun.objects.values().get(),
        AssessmentVersion.objects.count(),
        Instalment.objects.count(),
        OutgoingRecord.objects.count(),
    )
    totals, _ = trial(2026)

    assert totals["total"] == TOTAL
    assert before == (
        AssessmentRun.objects.values().get(),
        AssessmentVersion.objects.count(),
        Instalment.objects.count(),
        OutgoingRecord.objects.count(),
    )


@pytest.mark.parametrize(
    ("state", "draft"), [("calculated", True), ("reviewed", True), ("fixed", False)]
)
def test_only_the_notices_of_a_fixed_run_are_no_drafts(
    state: str, tmp_path: Path, actor: StaffMember, *, draft: bool
) -> None:
    brought_to(state, actor)
    printed(actor, tmp_path, NoticeKind.ORDINARY)
    assert set(NoticeFile.objects.values_list("draft", flat=True)) == {draft}


def test_a_run_that_is_still_calculated_has_no_notices(tmp_path: Path, actor: StaffMember) -> None:
    brought_to("calculating", actor)
    with pytest.raises(PrintRefusedError, match="juminzei assess --tax-year 2026"):
        printed(actor, tmp_path, NoticeKind.ORDINARY)
    assert list(tmp_path.iterdir()) == []


def printed(actor: StaffMember, folder: Path, kind: NoticeKind) -> None:
    print_notices(
        tax_year=2026,
        kind=kind,
        ordinance="kazo",
        folder=folder,
        actor=actor,
        clock=Ticking(),
    )
