"""Service and roles that end in the middle of a day end at that very minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import SESSION_KEY

from juminzei.platform.clock import now
from juminzei.platform.policy.circumstances import Circumstances
from juminzei.platform.staff.grants import decide_request, grant_role, revoke_role
from juminzei.platform.staff.lapsing import lapsed
from juminzei.platform.staff.membership import end_service
from juminzei.platform.staff.models import GrantRequest, RoleGrant, StaffMember
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.services import functions_of, in_service, roles_of
from support.administrators import TODAY, administrators, entered
from support.moments import START
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
NOON = START.replace(hour=12)


def at(member: StaffMember, moment: datetime | None) -> StaffMember:
    """Return ``member`` as the pages see them at a moment."""
    seen = StaffMember.objects.get(pk=member.pk)
    seen.circumstances = Circumstances(at=moment)
    return seen


@pytest.mark.parametrize(
    ("moment", "over"),
    [(NOON - SECOND, False), (NOON, True), (NOON + SECOND, True), (None, True)],
)
def test_an_end_at_noon_on_its_day(moment: datetime | None, *, over: bool) -> None:
    assert lapsed(NOON, TODAY, moment) is over


def test_an_end_at_noon_on_other_days() -> None:
    for moment in (None, NOON - DAY, NOON):
        assert not lapsed(NOON, TODAY - DAY, moment)
        assert lapsed(NOON, TODAY + DAY, moment)
    assert not lapsed(None, TODAY, None)


def test_service_ends_at_the_minute(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """T-A05: the request before the minute is answered, the one at it is not; no grace."""
    admin, _other = staff("9001", Role.ADMINISTRATOR), staff("9002", Role.ADMINISTRATOR)
    member, today = staff("2001", password=PASSWORD), now()
    noon = today.replace(hour=12, minute=0, second=0, microsecond=0)
    end_service(member=member, last_day=today.date(), lapses_at=noon, actor=admin, at=today)
    client.force_login(member)
    for moment, status in ((noon - SECOND, 200), (noon, 302)):
        for module in ("web.authentication", "web.sign_in_steps", "web.sessions"):
            monkeypatch.setattr(f"juminzei.{module}.now", lambda moment=moment: moment)
        session = client.session
        session.update({"began": moment.isoformat(), "seen": moment.isoformat()})
        session.save()
        assert client.get("/").status_code == status
    assert SESSION_KEY not in client.session
    client.post("/sign-in/", {"username": "2001", "password": PASSWORD})
    assert SESSION_KEY not in client.session


def test_a_role_ends_at_the_minute() -> None:
    """T-A05: the same for a single role, while the others stay."""
    admin, _ = administrators()
    member = entered(admin)
    for role in (Role.TAX_CLERK, Role.COLLECTION_CLERK):
        grant_role(member=member, role=role, valid_from=TODAY, actor=admin, at=START)
    revoke_role(
        member=member,
        role=Role.TAX_CLERK,
        last_day=TODAY,
        lapses_at=NOON,
        actor=admin,
        at=START,
    )
    assert roles_of(at(member, NOON - SECOND), on=TODAY) == {"tax_clerk", "collection_clerk"}
    assert roles_of(at(member, NOON), on=TODAY) == {"collection_clerk"}
    assert roles_of(at(member, None), on=TODAY) == {"collection_clerk"}
    assert roles_of(at(member, None), on=TODAY + DAY) == {"collection_clerk"}
    assert "match.decide" not in functions_of(at(member, NOON), on=TODAY)


def test_a_role_that_is_asked_for_keeps_its_minute_when_it_is_approved() -> None:
    admin, other = administrators()
    member = entered(admin)
    evening = NOON + 3 * DAY
    request = grant_role(
        member=member,
        role=Role.AUDITOR,
        valid_from=TODAY,
        valid_until=evening.date(),
        lapses_at=evening,
        actor=admin,
        at=START,
    )
    assert isinstance(request, GrantRequest)
    decide_request(request_id=request.pk, approve=True, actor=other, at=START)
    grant = RoleGrant.objects.get(staff_member=member)
    assert (grant.valid_until, grant.lapses_at) == (evening.date(), evening)


def test_an_end_of_the_day_can_be_brought_forward_within_it() -> None:
    admin, _ = administrators()
    member = entered(admin)
    grant_role(
        member=member,
        role=Role.TAX_CLERK,
        valid_from=TODAY,
        valid_until=TODAY,
        actor=admin,
        at=START,
    )
    for moment, ended in ((NOON, 1), (NOON + SECOND, 0), (NOON - SECOND, 1)):
        assert (
            revoke_role(
                member=member,
                role=Role.TAX_CLERK,
                last_day=TODAY,
                lapses_at=moment,
                actor=admin,
                at=START,
            )
            == ended
        )
    assert RoleGrant.objects.get(staff_member=member).lapses_at == NOON - SECOND


def test_a_moment_of_another_day_is_refused() -> None:
    admin, _ = administrators()
    member = entered(admin)
    with pytest.raises(StaffRefusedError, match="終了日"):
        end_service(member=member, last_day=TODAY, lapses_at=NOON + DAY, actor=admin, at=START)
    with pytest.raises(StaffRefusedError, match="終了日"):
        grant_role(
            member=member,
            role=Role.TAX_CLERK,
            valid_from=TODAY,
            lapses_at=NOON,
            actor=admin,
            at=START,
        )
    with pytest.raises(StaffRefusedError, match="開始日より前"):
        grant_role(
            member=member,
            role=Role.TAX_CLERK,
            valid_from=TODAY,
            valid_until=TODAY - DAY,
            actor=admin,
            at=START,
        )


def test_nobody_indispensable_is_missed_between_noon_and_midnight() -> None:
    """A successor of tomorrow does not make up for who leaves at noon today."""
    admin, _ = administrators()
    leaving = staff("3001", Role.PRIVACY_OFFICER)
    staff("3002", Role.PRIVACY_OFFICER, valid_from=TODAY + DAY)
    with pytest.raises(StaffRefusedError, match="最後の"):
        end_service(member=leaving, last_day=TODAY, lapses_at=NOON, actor=admin, at=START)
    end_service(member=leaving, last_day=TODAY, actor=admin, at=START)


def test_service_that_begins_anew_without_a_minute_forgets_the_old_one() -> None:
    admin, _ = administrators()
    member = entered(admin)
    end_service(member=member, last_day=TODAY, lapses_at=NOON, actor=admin, at=START)
    end_service(member=member, last_day=TODAY + DAY, actor=admin, at=START)
    assert in_service(at(member, NOON), TODAY)
