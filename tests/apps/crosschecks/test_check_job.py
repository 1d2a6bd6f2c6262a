"""A run of the checks is a job: interrupted or stopped it goes on, with the same result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.crosschecks import check_rules
from juminzei.apps.crosschecks.check_rules import KINDS
from juminzei.apps.crosschecks.models import Case, CaseEvent, CheckRun
from juminzei.apps.crosschecks.selectors.cases import last_run, unfinished_run
from juminzei.apps.crosschecks.services import run_checks as services
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.apps.crosschecks.services.run_checks import (
    ChecksNotDoneError,
    finish_checks,
    run_checks,
    start_checks,
    stop_checks,
    work_on_checks,
)
from juminzei.platform.staff.policy import Role
from support.check_city import claimed_son, found, run
from support.moments import START
from support.page_rows import staff

if TYPE_CHECKING:
    from juminzei.platform.jobs.services import Progress
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
SON = ["dependant_claimed_by_two", "dependant_income_over", "dependant_income_over"]


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001", Role.TAX_SUPERVISOR)


class PulledError(Exception):
    """Somebody pulled the plug."""


def interrupted(clerk: StaffMember, after: int) -> CheckRun:
    """Begin a run and leave it after so many kinds of checks."""
    begun = start_checks(tax_year=2026, actor=clerk, at=START)
    left = iter(range(after - 1, -1, -1))

    def plug(_progress: Progress) -> None:
        if next(left) == 0:
            raise PulledError

    with pytest.raises(PulledError):
        work_on_checks(begun, clock=lambda: START, on_chunk=plug)
    return begun


@pytest.mark.parametrize("after", range(1, len(KINDS)))
def test_what_was_interrupted_goes_on_where_it_was(clerk: StaffMember, after: int) -> None:
    claimed_son(clerk)
    begun = interrupted(clerk, after)
    waiting = unfinished_run(2026)
    done = run(clerk)

    assert waiting == begun == done
    assert (done.found, done.new, done.gone) == (3, 3, 0)
    assert found() == SON
    assert Case.objects.count() == CaseEvent.objects.count() == 3
    assert last_run(2026) == done
    assert unfinished_run(2026) is None


def test_a_run_that_ended_is_not_gone_on_with(clerk: StaffMember) -> None:
    claimed_son(clerk)
    first, second = run(clerk), run(clerk)
    assert first != second
    assert finish_checks(second, at=START).found == second.found


def test_a_run_of_other_rules_is_begun_anew(
    clerk: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed_son(clerk)
    begun = interrupted(clerk, 2)
    monkeypatch.setattr(services, "rules_digest", lambda: "f" * 64)
    assert run(clerk) != begun
    assert check_rules.rules_digest() != "f" * 64


def test_a_run_is_stopped_after_the_kind_in_hand_and_goes_on(clerk: StaffMember) -> None:
    claimed_son(clerk)

    def stop(_progress: Progress) -> None:
        stop_checks(tax_year=2026, actor=clerk, at=START)

    with pytest.raises(ChecksNotDoneError, match="続きから"):
        run_checks(tax_year=2026, actor=clerk, at=START, on_chunk=stop)
    assert last_run(2026) is None
    with pytest.raises(CrosschecksRefusedError, match="行われていません"):
        stop_checks(tax_year=2026, actor=clerk, at=START)
    assert run(clerk).found == 3


def test_cases_of_a_check_that_is_no_more_are_gone(clerk: StaffMember) -> None:
    claimed_son(clerk)
    done = run(clerk)
    Case.objects.create(
        tax_year=2026,
        check_id="once_was",
        subject="1",
        reason="x",
        found_at=START,
        last_run=done,
    )
    assert run(clerk).gone == 1
    assert Case.objects.get(check_id="once_was").state == "gone"
