"""The search of the record of acts: finds by each term, is on record itself, tells of all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from juminzei.apps.oversight.selectors import record_search
from juminzei.apps.oversight.selectors.record_search import RecordTerms, found
from juminzei.base.numbers.individual_number import check_digit
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import record
from juminzei.platform.staff.policy import Role
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
PAGE = "/oversight/records/"


@pytest.fixture
def clerk() -> StaffMember:
    """A clerk who looked at two people, was refused once and failed to sign in the day after."""
    member = staff("2001")
    member.terminal = "税務-01"  # type: ignore[attr-defined]  # as a registered terminal will
    for number in (14, 22):
        record(
            action="addressees.person.viewed",
            actor=member,
            at=AT,
            subject_kind="addressee",
            subject_id=f"{number:010d}",
            purpose="assessment",
            details={"tax_year": 2026},
        )
    record(action="permission.denied", actor=member, at=AT + timedelta(hours=1))
    record(action="staff.sign_in.failed", actor=member, at=AT + timedelta(days=1))
    return member


@pytest.fixture
def officer(client: Client, clerk: StaffMember) -> Client:
    assert clerk.pk
    client.force_login(staff("9001", Role.PRIVACY_OFFICER))
    return client


def actions_of(**terms: object) -> list[str]:
    return [one.action for one in found(RecordTerms(**terms))]  # type: ignore[arg-type]  # each case names its own


@pytest.mark.skipif(
    connections["audit"].vendor == "postgresql", reason="it plans by the size of the table"
)
@pytest.mark.parametrize(
    "terms",
    [
        {},
        {"person": "0000000014"},
        {"staff": "2001"},
        {"function": "person.view"},
        {"action": "permission.denied"},
        {"result": "refused"},
        {"since": AT.date()},
        {"person": "0000000014", "staff": "2001", "action": "addressees.person.viewed"},
    ],
    ids=str,
)
@pytest.mark.parametrize("oldest_first", [False, True])
def test_each_search_reads_an_index_and_sorts_nothing(
    terms: dict[str, object], *, oldest_first: bool
) -> None:
    """T-L09: the plan; ``benchmarks/audit.py`` takes the time among ten million records."""
    plan = found(RecordTerms(**terms), oldest_first=oldest_first)[:50].explain()  # type: ignore[arg-type]  # each case names its own
    assert "USING INDEX" in plan or "USING COVERING INDEX" in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan.replace("LAST TERM OF ORDER BY", "")


@pytest.mark.usefixtures("clerk")
@pytest.mark.parametrize(
    ("terms", "count"),
    [
        ({}, 4),
        ({"person": "0000000014"}, 1),
        ({"staff": "2001"}, 4),
        ({"staff": "2002"}, 0),
        ({"function": "person.view"}, 2),
        ({"action": "permission.denied"}, 1),
        ({"result": "refused"}, 1),
        ({"result": "failed"}, 1),
        ({"since": AT.date() + timedelta(days=1)}, 1),
        ({"until": AT.date()}, 3),
        ({"since": AT.date(), "until": AT.date()}, 3),
        ({"staff": "2001", "result": "done", "person": "0000000022"}, 1),
    ],
    ids=str,
)
def test_each_term_narrows(terms: dict[str, object], count: int) -> None:
    assert len(actions_of(**terms)) == count


@pytest.mark.usefixtures("clerk")
def test_newest_come_first_unless_asked_otherwise() -> None:
    newest = [one.pk for one in found(RecordTerms())]
    assert newest == sorted(newest, reverse=True)
    assert [one.pk for one in found(RecordTerms(), oldest_first=True)] == newest[::-1]


def test_the_page_tells_who_where_what_and_to_whom(officer: Client) -> None:
    text = officer.get(PAGE, {"person": "14"}).content.decode()
    for shown in ("2001 課税 花子", "税務-01", "個人の閲覧", "宛名番号 0000000014", "実施"):
        assert shown in text
    assert "0000000022" not in text


def test_the_search_is_on_record_with_its_person(officer: Client) -> None:
    officer.get(PAGE, {"person": "14", "staff": "2001"})
    said = OutgoingRecord.objects.get(action="audit.searched")
    assert (said.subject_kind, said.subject_id) == ("addressee", "0000000014")
    assert (said.staff_number, said.function) == ("9001", "audit.view")
    assert said.details == {"by": ["person", "staff"], "staff": "2001", "found": 1, "page": 1}


def test_one_record_is_shown_with_all_that_its_digest_covers(officer: Client) -> None:
    one = AuditRecord.objects.get(subject_id="0000000014")
    text = officer.get(f"{PAGE}{one.pk}/").content.decode()
    for shown in (one.digest, one.previous_digest, "assessment", "tax_year", "個人の閲覧"):
        assert shown in text
    assert OutgoingRecord.objects.get(action="audit.searched").subject_id == str(one.pk)
    assert officer.get(f"{PAGE}999999/").status_code == 404


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ({"person": "abc"}, "数字10桁"),
        ({"since": "x"}, "日付"),
        ({"since": "2026-06-02", "until": "2026-06-01"}, "より前です"),
        ({"function": "x"}, "選択"),
    ],
    ids=str,
)
def test_what_cannot_be_searched_for_is_told(
    officer: Client, terms: dict[str, str], text: str
) -> None:
    answer = officer.get(PAGE, terms)
    assert answer.status_code == 422
    assert text in answer.content.decode()


def test_more_than_can_be_paged_through_is_told(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_search, "REACHED", 3)
    text = officer.get(PAGE).content.decode()
    assert "3 件を超える記録があります" in text
    assert "1–3 / 3 件" in text
    monkeypatch.setattr(record_search, "REACHED", 5)  # the search itself is the fifth
    assert "超える記録" not in officer.get(PAGE).content.decode()


def test_pages_follow_one_another(officer: Client, clerk: StaffMember) -> None:
    for _ in range(50):
        record(action="staff.signed_in", actor=clerk, at=AT)
    first = officer.get(PAGE, {"staff": "2001", "sort": "recorded_at"})
    assert len(first.context["table"].data) == 50
    assert 'aria-sort="ascending"' in first.content.decode()
    second = officer.get(PAGE, {"staff": "2001", "sort": "recorded_at", "page": "2"})
    assert len(second.context["table"].data) == 4


@pytest.mark.parametrize("role", [Role.TAX_CLERK, Role.TAX_SUPERVISOR, Role.ADMINISTRATOR])
def test_who_may_not_look_is_refused(client: Client, role: Role) -> None:
    client.force_login(staff("3001", role))
    assert client.get(PAGE).status_code == 403


def test_signs_that_act_do_not_act_on_the_page(officer: Client, clerk: StaffMember) -> None:
    """T-L07: on the page."""
    record(action="permission.denied", actor=clerk, at=AT, subject_id="<b>\u202e\n")
    text = officer.get(PAGE).content.decode()
    assert r"&lt;b&gt;\u202e\u000a" in text
    assert "\u202e" not in text


def test_what_is_typed_stands_in_no_address(officer: Client) -> None:
    answer = officer.post(PAGE, {"person": "14", "since": AT.date().isoformat()})
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{PAGE}?in=")
    assert "14" not in answer["Location"].replace(answer["Location"][len(PAGE) + 4 :], "")
    shown = officer.get(answer["Location"])
    assert [one.subject_id for one in shown.context["table"].data] == ["0000000014"]
    assert shown.context["form"]["since"].value() == AT.date().isoformat()


def test_a_search_that_the_session_forgot_begins_anew(officer: Client) -> None:
    assert officer.get(PAGE, {"in": "gone"}).status_code == 200


def test_a_typed_mistake_is_told_on_the_page(officer: Client) -> None:
    assert officer.post(PAGE, {"person": "abc"}).status_code == 422


def test_a_number_in_an_address_is_not_looked_at(officer: Client) -> None:
    body = "86420975311"
    digits = body + str(check_digit(body))
    answer = officer.get(PAGE, {"staff": digits, "person": digits})
    assert answer.status_code == 200
    assert digits not in answer.text
