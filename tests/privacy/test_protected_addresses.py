"""The address of a protected person leaves by no page, list, file, command or record."""

from __future__ import annotations

import io
import unicodedata
from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.correspondence.models import Arrangement
from juminzei.apps.protection.models import ProtectionCase
from juminzei.apps.unified.models import LocalAddressee
from juminzei.cli.main import main
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import today
from juminzei.platform.policy.matrix import matrix
from juminzei.platform.policy.roles import Role
from support.hidden_family import FORMER, HOUSEHOLD, SIGNS, TOWN, Family, family
from support.page_rows import staff
from support.unified_rows import unified_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from django.urls import URLResolver

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

REVEAL = "address.protected.view"
ACTS = {"addressees.protected_address.shown", "correspondence.recipients.address_shown"}
PEOPLE = [role for role in Role if role != Role.BATCH]


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Family:
    """The family, protected; nobody is stopped for looking at too many people."""
    monkeypatch.setattr(settings.CONFIGURATION, "persons_per_hour", 100_000)
    monkeypatch.setattr(settings.CONFIGURATION, "searches_per_minute", 100_000)
    found = family(staff("1001"))
    found.protect(found.clerk)
    return found


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns(pattern)


def addresses(people: Family) -> Iterator[tuple[str, str]]:
    """Yield name and address of every page, about each of the family and each paper."""
    hers = LocalAddressee.objects.filter(person_id=unified_of(people.she))
    known: dict[str, list[Any]] = {
        "number": [people.she.number, people.merged.number],
        "document_id": [one.pk for one in people.documents],
        "other": [people.child.number],
        "unified": [unified_of(people.she)],
        "local_id": list(hers.values_list("pk", flat=True)),
        "arrangement_id": list(Arrangement.objects.values_list("pk", flat=True)),
        "case_id": list(ProtectionCase.objects.values_list("pk", flat=True)),
        "version_id": [people.version.pk],
        "run_id": [people.version.run_id],
        "file_id": [people.file.pk, people.documents[0].received_file_id],
        "step": ["review"],
        "reason": ["no_document"],
        "name": ["total"],
        "model": ["addressees.Addressee"],
        "token": ["x"],
    }
    for pattern in patterns():
        keys = list(pattern.pattern.converters)
        for values in product(*(known.get(key, [1]) for key in keys)):
            kwargs = dict(zip(keys, values, strict=True))
            yield str(pattern.name), reverse(str(pattern.name), kwargs=kwargs)


def told(answer: Any) -> str:  # noqa: ANN401 - a test's response of any kind
    """Return everything that an answer says, whatever it is written in."""
    content = b"".join(answer) if answer.streaming else answer.content
    text = content.decode(errors="replace") + str(answer.headers)
    if content.startswith(b"%PDF") and len(content) > 100:
        for page in pypdfium2.PdfDocument(io.BytesIO(content)):
            text += page.get_textpage().get_text_range()
    return unicodedata.normalize("NFKC", text)


def signs_in(text: str) -> list[str]:
    return [sign for sign in SIGNS if sign in text]


@pytest.mark.parametrize("role", PEOPLE)
def test_no_page_tells_where_she_lives(role: Role, people: Family, client: Client) -> None:
    """T-D02, I10: every page × every role; who may see it only by the act that is on record."""
    member = staff("3001", role)
    held = matrix().functions([role.value], today())
    leaks, shown = [], set()
    client.force_login(member)
    for name, address in addresses(people):
        for method in ("get", "post"):
            before = OutgoingRecord.objects.count()
            answer = getattr(client, method)(address)
            found = signs_in(told(answer))
            if answer.status_code == 302:  # some pages end the session
                client.force_login(member)
            acts = set(
                OutgoingRecord.objects.order_by("pk")[before:].values_list("action", flat=True)
            )
            if found and acts & ACTS and REVEAL in held:
                shown.add(name)
            elif found:
                leaks.append((method, name, found))
    assert leaks == []
    if REVEAL in held:
        assert shown >= {"protected_address", "protected_document", "notice_file"}
    else:
        assert shown == set()


def test_as_of_any_day_and_under_any_number_it_stays_hidden(people: Family, client: Client) -> None:
    client.force_login(staff("3001", Role.TAX_SUPERVISOR))
    for one in (people.she, people.child, people.merged):
        for day in ("", "H30.1.1", "R8.6.30", "2026-12-31"):
            page = told(client.get(reverse("person", args=[one.number]), {"as_of": day}))
            assert signs_in(page) == []
            assert str(FORMER) not in page


def test_his_page_shows_nothing_of_hers_and_does_not_betray_that_there_is_a_case(
    people: Family, client: Client
) -> None:
    Addressee.objects.filter(pk__in=people.hidden).update(household_number=FORMER)
    client.force_login(staff("3001", Role.TAX_SUPERVISOR))
    page = told(client.get(reverse("person", args=[people.he.number])))
    assert signs_in(page) == []
    assert not any(f"{number:010d}" in page for number in people.hidden)
    assert "支援措置対象者" not in page
    assert "ほか" not in page.partition("世帯</dt>")[2].partition("</div>")[0]


@pytest.mark.parametrize("anywhere", ["", "on"])
def test_a_search_by_her_address_does_not_find_her_by_count_either(
    anywhere: str, people: Family, client: Client
) -> None:
    """T-D02: search suggestions, results and their number."""
    client.force_login(staff("3001", Role.TAX_SUPERVISOR))
    typed = {"address": f"加須市{TOWN}" if not anywhere else TOWN, "anywhere": anywhere}
    answer = client.post(reverse("search"), typed, follow=True)
    assert answer.context["page"].paginator.count == 0
    found = client.post(reverse("search"), {"kana": "ヤマダ"}, follow=True)
    assert signs_in(told(found)) == []
    assert found.context["page"].paginator.count == 4
    by_address = client.get(found.request["PATH_INFO"], {"sort": "address"})
    order = [one.number for one in by_address.context["table"].people]
    assert order == [people.he.number, *sorted(people.hidden)]


def test_a_list_narrowed_by_where_papers_go_does_not_find_hers(
    people: Family, client: Client
) -> None:
    assert people
    client.force_login(staff("3001"))
    address = reverse("forwarding")
    assert client.get(address).context["page"].paginator.count == 1
    assert client.get(address, {"municipality": "4735"}).context["page"].paginator.count == 0


def test_another_candidates_address_does_not_tell_by_agreeing(
    people: Family, client: Client
) -> None:
    client.force_login(staff("3001"))
    page = told(client.get(reverse("match", args=[people.documents[1].pk])))
    line = page.partition('<th scope="row">住所</th>')[2].partition("</tr>")[0]
    assert "三俣三丁目" in line
    assert "一致" not in line
    assert 'class="same"' not in line


@pytest.mark.parametrize("number", ["she", "child", "merged", "he"])
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_the_command_that_shows_a_person_does_not_tell(
    number: str,
    form: tuple[str, ...],
    people: Family,
    capsys: pytest.CaptureFixture[str],
) -> None:
    one: Addressee = getattr(people, number)
    main([*form, "show", f"{one.number:010d}", "--tax-year", "2026"])
    said = capsys.readouterr()
    assert signs_in(said.out + said.err) == []


COMMANDS = [
    ("match", "--tax-year", "2026"),
    ("assess", "--tax-year", "2026"),
    ("simulate", "--help"),
    ("unified", "--help"),
    ("audit", "verify"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_other_command_prints_it(
    command: tuple[str, ...], people: Family, capsys: pytest.CaptureFixture[str]
) -> None:
    del people
    with suppress(SystemExit):
        main([*command])
    said = capsys.readouterr()
    assert signs_in(said.out + said.err) == []


def test_the_record_of_acts_does_not_hold_it(
    people: Family, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    member = staff("3001", Role.TAX_SUPERVISOR)
    client.force_login(member)
    for _name, address in addresses(people):
        client.post(address)
        client.force_login(member)
    rows = str(list(OutgoingRecord.objects.values()))
    assert "addressees.protected_address.shown" in rows
    assert signs_in(rows.replace(f"{HOUSEHOLD:010d}", "")) == []
    assert signs_in(caplog.text) == []


def test_the_flag_counts_from_the_very_next_request(client: Client) -> None:
    """T-D02: set between two requests, hidden on the second; nothing is kept in between."""
    people = family(staff("1001"))
    client.force_login(staff("3001"))
    pages = [
        reverse("person", args=[people.she.number]),
        reverse("taxable_list"),
        client.post(reverse("search"), {"kana": "ヤマダ"}, follow=True).request["PATH_INFO"],
        reverse("match", args=[people.documents[1].pk]),
        reverse("forwarding"),
    ]
    assert all(signs_in(told(client.get(page))) for page in pages)
    people.protect(people.clerk)
    assert [signs_in(told(client.get(page))) for page in pages] == [[]] * len(pages)
