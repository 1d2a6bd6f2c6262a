"""Every page about a person asks for closeness; new ones do by themselves, or fail here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.assessment.models import AssessmentVersion, Notice, NoticeFile
from juminzei.apps.conflicts.models import CosignDecision, CosignRequest, StaffAddressee
from juminzei.apps.unified.models import LinkReason, LocalAddressee, ProposalAct
from juminzei.apps.unified.services.proposals import propose
from juminzei.cli import main
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.policy.entries import ways_in
from juminzei.platform.staff.policy import Role
from juminzei.web.about_people import ABOUT, ABOUT_NOBODY, NOT_OPENED
from support.close_staff import tied
from support.document_rows import wage
from support.every_page import addresses, patterns
from support.letters import every_kind
from support.merging_rows import entered_merge
from support.page_rows import AT, person, staff
from support.protection_cases import begun_today
from support.registrations import entered_proposal
from support.small_city import calculated, small_city
from support.unified_rows import numbered

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def cosign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "closeness", "cosign")


@pytest.fixture
def city(client: Client) -> dict[str, int]:
    """A calculated city, looked at by a supervisor who is one of its people."""
    small = small_city()
    member = staff("1001", Role.TAX_SUPERVISOR)
    run = calculated(member)
    version = AssessmentVersion.objects.get(run=run, addressee_id=small.employee)
    file = NoticeFile.objects.create(
        run=run,
        kind="ordinary",
        number=1,
        name="1.pdf",
        pages=1,
        notices=1,
        amount=0,
        digest="0" * 64,
        source_digest="0" * 64,
        printed_at=AT,
    )
    Notice.objects.create(file=file, version=version, number="1", first_page=1, pages=1)
    tied(member, small.employee)
    merge = entered_merge(small.employee, small.landlord, member)
    client.force_login(member)
    return {
        "number": small.employee,
        "version_id": version.pk,
        "document_id": wage(small.employee, 1_000_000),
        "file_id": file.pk,
        "case_id": begun_today(Addressee.objects.get(pk=small.employee), staff("1007")).pk,
        "merge_id": merge.pk,
        "merge_proposal_id": merge.proposal_id,
        "registration_id": entered_proposal(small.employee, staff("1008")).pk,
        **_across_systems(small.employee),
        **every_kind(small.employee, staff("1801", Role.TAX_SUPERVISOR)),
    }


def _across_systems(number: int) -> dict[str, int]:
    """Number the city, and have somebody ask for a tie of the person."""
    numbered()
    local = LocalAddressee.objects.get(local_number=f"{number:015d}")
    asked = propose(
        local, ProposalAct.UNLINK, reason=LinkReason.MISTAKE, actor=staff("1009"), at=AT
    )
    return {"unified": local.person_id or 0, "local_id": local.pk, "proposal_id": asked.pk}


def opened(client: Client, address: str) -> HttpResponse:
    answer = client.get(address)
    return client.post(address) if answer.status_code == 405 else answer  # type: ignore[return-value]  # what a test's client returns is one


def words(page: str) -> set[str]:
    """Return what the address of a page names."""
    pattern = next(one for one in patterns() if one.name == page)
    return set(pattern.pattern.converters)


def about_people() -> list[str]:
    return sorted(
        str(one.name)
        for one in patterns()
        if one.name not in NOT_OPENED
        if any(word in ABOUT or f"{one.name}.{word}" in ABOUT for word in words(str(one.name)))
    )


def of_this(city: dict[str, int]) -> set[str]:
    """Return the pages whose person is the city's employee."""
    return {page for page in about_people() if words(page) & set(city)}


@pytest.mark.parametrize("word", sorted(ABOUT))
def test_what_is_not_there_is_about_nobody(word: str) -> None:
    assert set(ABOUT[word](9_999_999)) - {None} <= {9_999_999}, "the number itself at most"


def test_every_word_of_an_address_is_a_person_or_says_why_not() -> None:
    """T-Z12: a page about somebody that this list does not know fails here.

    Put a new word of an address into ``ABOUT`` of ``web/about_people.py``, with how the
    addressees are found, or into ``ABOUT_NOBODY`` with the reason.
    """
    known = {word.rpartition(".")[2] for word in ABOUT} | set(ABOUT_NOBODY)
    used = {word for one in patterns() for word in one.pattern.converters}
    assert used - known == set()
    assert known - used == set()
    assert set(NOT_OPENED) <= set(ways_in("pages"))
    assert all(ABOUT_NOBODY.values())


def test_every_page_about_a_close_person_needs_a_cosign(
    city: dict[str, int], client: Client, cosign: None
) -> None:
    """T-Z12: generated from the resolver."""
    del cosign
    asks = reverse("cosign_ask", args=[city["number"]])
    known = {page: where for page, where in addresses(**city).items() if page in of_this(city)}
    reached = {}
    for page, where in known.items():
        answer = opened(client, where)
        reached[page] = (answer.status_code, answer.headers.get("Location"))
    assert len(reached) >= 12
    assert reached == dict.fromkeys(reached, (302, asks))
    refused = OutgoingRecord.objects.filter(action="conflicts.close_person.refused")
    assert {one.details["where"] for one in refused} == set(reached)
    assert {str(one.details["closeness"]) for one in refused} == {"['own']"}


def test_without_cosigns_every_page_about_a_close_person_is_flagged(
    city: dict[str, int], client: Client
) -> None:
    """T-Z12: always flagged."""
    known = {page: where for page, where in addresses(**city).items() if page in of_this(city)}
    for where in known.values():
        opened(client, where)
    flagged = OutgoingRecord.objects.filter(action="conflicts.close_person.opened")
    assert {one.details["where"] for one in flagged} == set(known)


def test_a_trial_that_starts_from_a_close_person_needs_a_cosign(
    city: dict[str, int], client: Client, cosign: None
) -> None:
    """T-Z12: an address names people after its question mark too."""
    del cosign
    answer = client.get(reverse("estimate"), {"version": f"{city['version_id']:012d}"})
    assert answer.headers.get("Location") == reverse("cosign_ask", args=[city["number"]])


@pytest.mark.parametrize("typed", ["{}", " {} ", "０{}"])
def test_tying_a_document_to_oneself_needs_a_cosign(
    city: dict[str, int], client: Client, cosign: None, typed: str
) -> None:
    del cosign
    document = wage(None, 2_000_000)
    number = typed.format(city["number"])
    form = {"decision": "same", "addressee": number, "note": "", "seen": ""}
    answer = client.post(reverse("decide", args=[document]), form)
    assert answer["Location"] == reverse("cosign_ask", args=[city["number"]])


def test_a_part_of_a_page_takes_the_whole_page_to_the_question(
    city: dict[str, int], client: Client, cosign: None
) -> None:
    del cosign
    address = reverse("amount", args=[city["version_id"], "total"])
    answer = client.get(address, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == reverse("cosign_ask", args=[city["number"]])
    assert answer.content == b""


def test_who_may_not_open_the_page_is_told_so_and_nothing_of_closeness(
    city: dict[str, int], client: Client, cosign: None
) -> None:
    del cosign
    auditor = staff("3001", Role.AUDITOR)
    tied(auditor, city["number"])
    client.force_login(auditor)
    assert client.get(reverse("person", args=[city["number"]])).status_code == 404
    assert not OutgoingRecord.objects.filter(action__startswith="conflicts.close").exists()


def test_the_command_that_shows_a_person_needs_a_cosign(
    city: dict[str, int],
    cosign: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    del cosign
    monkeypatch.setattr(settings.CONFIGURATION, "staff", "1001")
    monkeypatch.setattr(settings.CONFIGURATION, "staff_of_users", {})
    assert main(["show", f"{city['number']:010d}", "--tax-year", "2026"]) != 0
    told = capsys.readouterr()
    assert "上司の確認" in told.err
    assert told.out == ""


@pytest.fixture
def supervisor(client: Client) -> StaffMember:
    member = staff("2001", Role.TAX_SUPERVISOR)
    client.force_login(member)
    return member


def test_a_cosign_is_asked_for_and_given_on_pages(
    city: dict[str, int], client: Client, cosign: None
) -> None:
    del cosign
    asks, shown = (reverse(view, args=[city["number"]]) for view in ("cosign_ask", "person"))
    name = Addressee.objects.get(pk=city["number"]).name
    assert name not in client.get(asks).content.decode()
    assert client.post(asks, {"purpose": "inquiry", "reason": ""}).status_code == 422
    digits = client.post(asks, {"purpose": "inquiry", "reason": "電話 0480-62 の件 １２３４"})
    assert "4桁以上" in digits.content.decode()
    assert client.post(asks, {"purpose": "inquiry", "reason": "窓口で受けた"}).status_code == 302
    assert "待っています" in client.get(asks).content.decode()
    assert client.post(asks, {"purpose": "inquiry", "reason": "窓口で受けた"}).status_code == 409
    request = CosignRequest.objects.get()
    own = client.post(reverse("cosign_decide", args=[request.pk]), {"outcome": "grant"})
    assert own.status_code == 409
    assert "ほかの上司" in own.content.decode()

    client.force_login(staff("2001", Role.TAX_SUPERVISOR))
    assert "上司の確認（利害関係）" in client.get(reverse("home")).content.decode()
    listed = client.get(reverse("cosign_list")).content.decode()
    assert f"{city['number']:010d}" in listed
    page = client.get(reverse("cosign", args=[request.pk])).content.decode()
    assert "本人" in page
    assert name not in page
    decided = client.post(reverse("cosign_decide", args=[request.pk]), {"outcome": "grant"})
    assert decided.status_code == 302
    assert client.get(reverse("cosign_list")).content.decode().count("data-row") == 0

    client.force_login(request.staff_member)
    assert name in client.get(shown).content.decode()
    assert CosignDecision.objects.get().valid_until > now()  # type: ignore[operator]  # it was granted


def test_who_is_not_close_is_led_to_the_person(client: Client, supervisor: StaffMember) -> None:
    del supervisor
    other = person(3, "山田 太郎", "ヤマダ タロウ")
    answer = client.get(reverse("cosign_ask", args=[other.number]))
    assert answer["Location"] == reverse("person", args=[other.number])


def test_an_addressee_is_entered_and_confirmed_on_pages(client: Client) -> None:
    other = person(3, "山田 太郎", "ヤマダ タロウ")
    staff("1001")
    client.force_login(staff("9001", Role.ADMINISTRATOR))
    enter, listed = reverse("staff_addressee_enter"), reverse("staff_addressees")
    form = {"member": "1001", "addressee": f"{other.number:010d}", "relation": "self"}
    wrong = {**form, "holds": "yes", "addressee": f"{other.number + 1:010d}"}
    assert client.post(enter, wrong).status_code == 422
    assert client.post(enter, {**form, "holds": "yes", "member": "9999"}).status_code == 422
    assert client.post(enter, {**form, "holds": "no"}).status_code == 409
    assert client.post(enter, {**form, "holds": "yes"}).status_code == 302
    entry = StaffAddressee.objects.get()
    client.force_login(staff("9002", Role.PRIVACY_OFFICER))
    shown = client.get(listed).content.decode()
    assert f"{other.number:010d}" in shown
    assert "登録する</button>" not in shown
    assert "山田" not in shown
    decide = reverse("staff_addressee_decide", args=[entry.pk])
    assert client.post(decide, {"outcome": "x"}).status_code == 422
    assert client.post(decide, {"outcome": "confirm"}).status_code == 302
    assert client.post(decide, {"outcome": "confirm"}).status_code == 409
    assert "確認済" in client.get(f"{listed}?state=all").content.decode()
    client.force_login(staff("1002"))
    assert client.get(listed).status_code == 403
    assert client.get(reverse("staff_addressee", args=[entry.pk])).status_code == 404
