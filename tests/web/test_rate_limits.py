"""T-W07, T-X05: who asks too often waits, and who looks at too many is stopped and noticed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from juminzei.apps.assessment.services.view_person import view_person
from juminzei.cli import main
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.limits.models import MinuteOfUse, PersonLookedAt
from juminzei.platform.limits.persons import TooManyPersonsError, count_person
from juminzei.platform.limits.uses import TooManyUsesError, count_use
from juminzei.platform.policy.denials import alerts
from juminzei.platform.policy.roles import Role
from juminzei.web.rate_limits import searching_pages
from support.api_calls import call, key
from support.moments import START
from support.page_rows import person, staff

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db(databases=["default", "audit", "vault"])
MOST = 3


@pytest.fixture(autouse=True)
def low_limits(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test reaches, and a minute that does not end while it runs."""
    names = ("sign_ins_per_minute", "searches_per_minute", "calls_per_minute", "persons_per_hour")
    settings.CONFIGURATION = settings.CONFIGURATION.model_copy(update=dict.fromkeys(names, MOST))
    monkeypatch.setattr("juminzei.web.rate_limits.now", lambda: START)


def told() -> list[tuple[str, str, str]]:
    rows = OutgoingRecord.objects.filter(action="limits.exceeded")
    return [(one.staff_number, one.subject_id, one.result) for one in rows]


def sign_in_from(address: str, number: str) -> int:
    browser = Client(REMOTE_ADDR=address)
    form = {"username": number, "password": "wrong"}
    return browser.post("/sign-in/", form).status_code


def test_one_address_may_not_try_one_number_after_another() -> None:
    tries = [sign_in_from("192.0.2.7", f"10{number:02}") for number in range(MOST + 2)]
    assert tries == [200, 200, 200, 429, 429]
    assert sign_in_from("192.0.2.8", "1001") == 200
    assert told() == [("-", "sign_in", "refused")]
    assert "1003" not in str(list(OutgoingRecord.objects.values()))


def test_the_answer_says_how_long_to_wait(client: Client) -> None:
    for _ in range(MOST):
        client.post("/sign-in/", {"username": "1001", "password": "x"})
    answer = client.post("/sign-in/", {"username": "1001", "password": "x"})
    assert answer["Retry-After"] == str(60 - START.second)
    assert "しばらく待ってください" in answer.text
    assert client.get("/sign-in/").status_code == 200


def test_codes_of_visitors_are_not_to_be_guessed(client: Client) -> None:
    answers = [client.post("/desk/visitor/", {"code": "1"}).status_code for _ in range(MOST + 1)]
    assert answers == [422, 422, 422, 429]


def test_searching_is_counted_by_member_wherever_they_sit() -> None:
    for place in ("192.0.2.7", "192.0.2.8"):
        member = Client(REMOTE_ADDR=place)
        member.force_login(staff("1001" if place.endswith("7") else "1002"))
        answers = [member.get("/search/").status_code for _ in range(MOST + 1)]
        assert answers == [200, 200, 200, 429]
        assert member.get("/").status_code == 200
    assert told() == [("1001", "search", "refused"), ("1002", "search", "refused")]


def test_every_page_that_looks_through_people_is_counted() -> None:
    assert {"search", "search_result", "individual_number_search", "audit_search"} <= (
        searching_pages()
    )
    assert "person" not in searching_pages()


def test_calls_from_one_address_are_counted_before_anybody_looks_at_the_key(client: Client) -> None:
    answers = [call(client, "{}", authorization="Bearer x").status_code for _ in range(MOST + 1)]
    assert answers == [401, 401, 401, 429]
    refused = call(client, "{}", authorization=f"Bearer {key()}")
    assert refused.status_code == 429
    assert refused["Content-Type"] == "application/json"
    assert int(refused["Retry-After"]) > 0


def test_the_next_minute_is_a_new_one_and_old_minutes_are_forgotten() -> None:
    for _ in range(MOST):
        count_use("search", "1001", MOST, at=START)
    with pytest.raises(TooManyUsesError) as first:
        count_use("search", "1001", MOST, at=START)
    with pytest.raises(TooManyUsesError) as second:
        count_use("search", "1001", MOST, at=START)
    assert (first.value.first, second.value.first) == (True, False)
    count_use("search", "1001", MOST, at=START + timedelta(minutes=1))
    count_use("search", "1001", MOST, at=START + timedelta(hours=2))
    assert MinuteOfUse.objects.count() == 1


@pytest.fixture
def people() -> list[int]:
    return [person(body, f"見本 {body}", "ミホン").number for body in range(1, MOST + 2)]


def test_who_looks_at_too_many_persons_is_stopped_and_noticed(
    client: Client, people: list[int]
) -> None:
    """T-X05: throttled at the setting, recorded, and an alert at once."""
    client.force_login(staff("1001"))
    answers = [client.get(reverse("person", args=[one])) for one in people]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert "見本" not in answers[-1].text
    assert 0 < int(answers[-1]["Retry-After"]) <= 3_600
    [alert] = alerts()
    assert (alert.staff_number, alert.count) == ("1001", 1)
    record = OutgoingRecord.objects.get(action="permission.denied")
    assert (record.subject_kind, record.subject_id) == ("limit", "person")
    assert OutgoingRecord.objects.filter(action="addressees.person.viewed").count() == MOST

    client.force_login(staff("2001", Role.PRIVACY_OFFICER))
    assert "今日繰り返した職員が 1 人" in client.get("/").text


def test_the_same_person_again_is_not_another(client: Client, people: list[int]) -> None:
    client.force_login(staff("1001"))
    for _ in range(MOST + 3):
        assert client.get(reverse("person", args=[people[0]])).status_code == 200


def test_after_an_hour_one_may_look_again_and_nothing_is_kept_of_whom() -> None:
    member = staff("1001")
    for number in range(MOST):
        count_person(member, number, at=START + timedelta(minutes=number))
    late = START + timedelta(minutes=59)
    with pytest.raises(TooManyPersonsError) as stopped:
        count_person(member, 99, at=late)
    assert stopped.value.wait_seconds == 61
    count_person(member, 99, at=START + timedelta(minutes=60))
    assert PersonLookedAt.objects.count() == MOST
    count_person(staff("1002"), 0, at=late)


def test_the_service_and_the_command_are_limited_alike(
    people: list[int],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """T-X05: there is no way around the page."""
    member = staff("1001")
    monkeypatch.setattr(settings.CONFIGURATION, "staff", "1001")
    for one in people[:MOST]:
        view_person(addressee_number=one, tax_year=2026, actor=member, at=START)
    monkeypatch.setattr("juminzei.platform.clock.now", lambda: START)
    assert main(["show", str(people[-1]), "--tax-year", "2026"]) != 0
    assert "1時間に閲覧できる人数" in capsys.readouterr().err
    assert alerts().count() == 1
