"""The crawl: every address × every role answers as the matrix says, and denials are noticed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import URLPattern, get_resolver, reverse

from juminzei.apps.assessment.models import AssessmentRun, AssessmentVersion
from juminzei.apps.images.api import store_images
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now, today
from juminzei.platform.policy.denials import ALERT_AT, alerts, alerts_on, denied
from juminzei.platform.policy.entries import ways_in
from juminzei.platform.policy.matrix import matrix
from juminzei.platform.policy.models import DeniedDay
from juminzei.platform.policy.reach import within_reach
from juminzei.platform.policy.roles import Role
from juminzei.platform.staff.grants import grant_role
from juminzei.platform.staff.terminals import request_terminal
from support.desk_rows import desk_things
from support.document_rows import pension, wage
from support.exchange_rows import notice
from support.image_files import scanned
from support.letters import every_kind
from support.national_rows import taken, with_data
from support.packs import pack_things
from support.page_rows import person, staff
from support.receiving_rows import received_things
from support.small_city import calculated, small_city

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from django.test import Client
    from django.urls import URLResolver

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
PEOPLE = [role for role in Role if role not in {Role.BATCH, Role.CLIENT}]
EXACT = {"run_check": "assess.fix"}
"""Pages of several functions, by the one that the crawled address needs."""


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Return every page of the program."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns(pattern)


@pytest.fixture
def things() -> dict[str, object]:
    """A calculated city, and what its addresses name."""
    city = small_city()
    document = wage(None, 1_000_000)
    pension(None, 1_000_000)
    supervisor = staff("9001", Role.TAX_SUPERVISOR)
    run = calculated(supervisor)
    version = AssessmentVersion.objects.get(run=run, addressee_id=city.employee)
    (declared,) = taken([with_data()], supervisor, at=now())
    one, other = staff("9002", Role.ADMINISTRATOR), staff("9003")
    asked = grant_role(member=other, role=Role.AUDITOR, valid_from=today(), actor=one, at=now())
    terminal = request_terminal(name="x", place="x", terminal_class="ordinary", actor=one, at=now())
    return {
        "number": city.employee,
        "other": city.pensioner,
        "document_id": document,
        "image_set_id": store_images([scanned()], about="paper", actor=supervisor, at=now()),
        "page_number": 1,
        "run_id": run.pk,
        **received_things(supervisor),
        "version_id": version.pk,
        **every_kind(city.employee, supervisor),
        **desk_things(city.employee, supervisor, at=now()),
        **pack_things(city.employee, supervisor, at=now()),
        "step": "fix",
        "reason": "no_document",
        "name": "total",
        "model": "addressees.Addressee",
        "staff_number": other.staff_number,
        "grant_id": asked.pk if asked else 1,
        "terminal_id": terminal.pk,
        "national_id": declared.pk,
        "consignment_id": notice(supervisor, city.employee).pk,
    }


def named(pattern: URLPattern, things: dict[str, object]) -> dict[str, object]:
    """Return what the address names; what there is none of is called 1."""
    return {key: things.get(key, 1) for key in pattern.pattern.converters}


def opened(client: Client, address: str) -> HttpResponse:
    """Look at a page, or press the button if it is one."""
    answer = client.get(address)
    return client.post(address) if answer.status_code == 405 else answer  # type: ignore[return-value]  # what a test's client returns is one


def refused_function(since: int) -> str:
    """Return which function was refused since then; empty if none was."""
    found = OutgoingRecord.objects.filter(pk__gt=since, action="permission.denied")
    newest = found.exclude(function="").order_by("pk").last()
    return newest.function if newest else ""


@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_answers_every_role_as_the_matrix_says(
    role: Role, things: dict[str, object], client: Client
) -> None:
    """T-Z01: generated from the resolver; who is not granted a function never gets in."""
    member = staff("1001", role)
    held = matrix().functions([role.value], today())
    wrong = []
    for pattern in patterns():
        way = ways_in("pages")[str(pattern.name)]
        client.logout()
        client.force_login(member)
        before = OutgoingRecord.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        kwargs = named(pattern, things)
        status = opened(client, reverse(str(pattern.name), kwargs=kwargs)).status_code
        needed = {EXACT[way.name]} if way.name in EXACT else set(way.functions)
        refused = refused_function(before)
        if not needed or needed & held:
            as_stated = not refused and status != 403
        else:
            expected = 403 if within_reach(kwargs, held) else 404
            if way.name.startswith("api"):
                expected = 403
            as_stated = status == expected and refused in needed
        if not as_stated:
            wrong.append((way.name, status, refused))
    assert wrong == []


@pytest.mark.parametrize(
    ("view", "kwarg"),
    [
        ("person", "number"),
        ("match", "document_id"),
        ("amount", "version_id"),
        ("image_set", "image_set_id"),
    ],
)
def test_what_is_out_of_reach_looks_as_if_it_were_not_there(
    view: str, kwarg: str, things: dict[str, object], client: Client
) -> None:
    """T-Z04: another's person, document or export in the address is 404, and on record."""
    member = staff("1001", Role.AUDITOR)
    client.force_login(member)
    more = {"name": "total"} if view == "amount" else {}
    there = client.get(reverse(view, kwargs={kwarg: things[kwarg], **more}))
    record = OutgoingRecord.objects.order_by("-pk")[0]
    gone = client.get(reverse(view, kwargs={kwarg: 999_999, **more}))

    assert there.status_code == gone.status_code == 404
    assert _text(there) == _text(gone)
    assert (record.action, record.result, record.subject_id) == (
        "permission.denied",
        "refused",
        view,
    )
    assert record.function
    assert record.details[kwarg] == str(things[kwarg])


def _text(answer: object) -> str:
    """Return what the page says, without the frame's tokens and the number of its request."""
    content = answer.content.decode()  # type: ignore[attr-defined]  # a test's response has it
    return str(content).partition("<main")[2].partition("お問い合わせの番号")[0]


@pytest.mark.parametrize(
    "view",
    ["person", "match", "run", "file_documents", "notice_file", "audit_record", "image_set"],
)
def test_a_number_that_nobody_has_is_404_and_on_record(view: str, client: Client) -> None:
    """T-Z04: person, document, job, file and record numbers that were made up."""
    client.force_login(staff("1001", Role.TAX_SUPERVISOR, Role.AUDITOR))
    kwarg = next(iter(next(p for p in patterns() if p.name == view).pattern.converters))
    answer = client.get(reverse(view, kwargs={kwarg: 999_999}))

    assert answer.status_code == 404
    record = OutgoingRecord.objects.order_by("-pk")[0]
    assert (record.action, record.details) == ("permission.denied", {kwarg: "999999"})


def test_what_one_may_see_but_not_do_says_so(things: dict[str, object], client: Client) -> None:
    client.force_login(staff("1001", Role.TAX_CLERK))
    answer = client.post(reverse("run_check", args=[things["run_id"], "fix"]))
    assert answer.status_code == 403
    assert "当初賦課の確定" in answer.content.decode()


def test_the_fifth_denial_of_a_day_raises_an_alert(client: Client) -> None:
    """T-Z04: denials are counted, and a privacy officer is told."""
    someone = person(1, "見本　太郎", "ミホン　タロウ")
    client.force_login(staff("1001", Role.AUDITOR))
    for times in range(1, ALERT_AT + 2):
        client.get(reverse("person", args=[someone.number]))
        assert alerts().exists() is (times >= ALERT_AT)

    repeated = OutgoingRecord.objects.filter(action="permission.denied.repeatedly")
    assert [(one.staff_number, one.details) for one in repeated] == [("1001", {"count": 5})]
    assert (alerts()[0].staff_number, alerts()[0].count) == ("1001", 6)

    client.force_login(staff("2001", Role.PRIVACY_OFFICER))
    assert "今日繰り返した職員が 1 人" in client.get(reverse("home")).content.decode()
    shown = client.get(reverse("denials")).content.decode()
    assert "1001" in shown
    assert "見本" not in shown


def test_a_clerk_is_not_told_of_alerts(client: Client) -> None:
    DeniedDay.objects.create(staff_number="1009", on=today(), last_at=now(), alerted_at=now())
    client.force_login(staff("1001", Role.TAX_CLERK))
    assert "繰り返した" not in client.get(reverse("home")).content.decode()
    assert client.get(reverse("denials")).status_code == 403


def test_denials_are_counted_by_member_and_day() -> None:
    first, second = staff("1001"), staff("1002")
    at = now()
    for member, moment in [(first, at)] * 4 + [(second, at), (first, at + timedelta(days=1))]:
        denied(actor=member, at=moment, subject_kind="page", subject_id="person")
    assert sorted(DeniedDay.objects.values_list("staff_number", "count")) == [
        ("1001", 1),
        ("1001", 4),
        ("1002", 1),
    ]
    assert alerts_on(at.date()) == 0


def test_an_act_that_is_refused_by_a_command_is_on_record(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.conf import settings  # noqa: PLC0415 - as the command reads it

    from juminzei.cli import main  # noqa: PLC0415 - the same

    staff("1001", Role.AUDITOR)
    monkeypatch.setattr(settings.CONFIGURATION, "staff", "1001")
    assert main(["match", "--tax-year", "2026"]) != 0
    assert "権限" in capsys.readouterr().err
    record = OutgoingRecord.objects.get(action="permission.denied")
    assert (record.subject_kind, record.subject_id, record.function) == (
        "command",
        "match",
        "match.run",
    )


EXTRA = {
    "role": "tax_supervisor",
    "roles": "administrator",
    "tenant": "131016",
    "amount": "1",
    "total": "1",
    "state": "fixed",
    "approved_by": "1",
    "reviewed_by": "1",
    "fixed_by": "1",
    "is_active": "1",
    "staff_number": "9001",
    "recorded_at": "2020-01-01",
}


def test_fields_that_no_form_has_change_nothing(things: dict[str, object], client: Client) -> None:
    """T-Z06: role, tenant, amount or approver posted to every page are ignored."""
    member = staff("1001", Role.TAX_CLERK)
    versions = list(AssessmentVersion.objects.order_by("pk").values())
    for pattern in patterns():
        if not ways_in("pages")[str(pattern.name)].functions or pattern.name == "run_stop":
            continue
        client.force_login(member)
        client.post(reverse(str(pattern.name), kwargs=named(pattern, things)), EXTRA)

    assert list(AssessmentVersion.objects.order_by("pk").values()) == versions
    run = AssessmentRun.objects.get()
    assert (run.fixed_by_id, run.fixed_at) == (None, None)
    member.refresh_from_db()
    assert (member.staff_number, member.is_active) == ("1001", True)
    assert list(member.grants.values_list("role", flat=True)) == ["tax_clerk"]


def test_one_machine_may_be_used_by_one_after_another(client: Client) -> None:
    """The second session counts at once, though the first was another member's."""
    for number in ("1001", "1002"):
        client.force_login(staff(number))
        assert client.get(reverse("home")).status_code == 200
