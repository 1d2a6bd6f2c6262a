"""Made-up cases of protection for tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from juminzei.apps.protection.models import ApplicantRole, ProtectionKind
from juminzei.apps.protection.selectors.cases import undecided
from juminzei.apps.protection.services.apply import Application, apply_for_protection
from juminzei.apps.protection.services.decide import decide
from juminzei.platform.clock import JAPAN, now

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.apps.protection.models import ProtectionCase
    from juminzei.platform.staff.models import StaffMember

FIRST = date(2026, 6, 1)
MORNING = datetime(2026, 6, 1, 9, 0, tzinfo=JAPAN)


def later(days: int) -> datetime:
    """Return the same hour so many days after the application."""
    return MORNING + timedelta(days=days)


def application(person: Addressee, **said: Any) -> Application:
    """Return an application about ``person``, from the day on which it is made."""
    usual = {
        "kind": ProtectionKind.DOMESTIC_VIOLENCE,
        "applicant_role": ApplicantRole.SELF,
        "other_party_name": "相手　次郎",
        "valid_from": FIRST,
    }
    return Application(**{"addressee": person.number, **usual, **said})


def begun(
    person: Addressee, clerk: StaffMember, *, at: datetime = MORNING, **said: Any
) -> ProtectionCase:
    """Enter a temporary protection, or with ``at_once=False`` an application that waits."""
    return apply_for_protection(application(person, **said), actor=clerk, at=at)


def begun_today(person: Addressee, clerk: StaffMember, **said: Any) -> ProtectionCase:
    """Do the same at the very moment, for pages, which ask the clock themselves."""
    at = now()
    return begun(person, clerk, at=at, valid_from=at.date(), **said)


def decided(
    case: ProtectionCase, supervisor: StaffMember, *, agree: bool = True, at: datetime = MORNING
) -> None:
    """Decide about what waits in the case."""
    request = undecided().get(case=case)
    decide(request_id=request.pk, agree=agree, note="所見", actor=supervisor, at=at)
