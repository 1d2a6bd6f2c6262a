"""The pages of exchange: what they show, what they ask before, and whom they refuse."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.addressees.api import HIDDEN_ADDRESS
from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.exchange.models import Consignment, OutgoingNotice, Step
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.exchange_rows import KUMAGAYA, YEAR, forwarded, moved, notice, prepared, stepped
from support.page_rows import person, protect, staff
from support.tax_rows import matched, received, wage_report

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

A, S = Step.APPROVED, Step.SENT
WORK = f"/exchange/?year={YEAR}"
OUT = {
    "kind": "taxed_here",
    "tax_year": "2026",
    "municipality": KUMAGAYA,
    "words": "三俣に居住",
}
IN = {
    "kind": "所得回答",
    "tax_year": "2026",
    "sender": KUMAGAYA,
    "reference": "税第5号",
    "noticed_on": "2026-05-01",
    "channel": "paper",
    "aggregate_income": "480000",
}


@pytest.fixture
def one(client: Client) -> StaffMember:
    member = staff("1001")
    client.force_login(member)
    return member


def test_the_worklist_leads_to_a_lot_that_was_checked(client: Client, one: StaffMember) -> None:
    (document,) = forwarded(one, 1)
    page = client.get(WORK).text
    link = f"/exchange/prepare/?year={YEAR}&amp;to={KUMAGAYA}"
    assert link in page
    check = client.get(link.replace("&amp;", "&")).text
    assert str(document.document_number) in check
    form = {"to": KUMAGAYA, "year": YEAR, "seen": "2", "protected": "0"}
    assert client.post(reverse("exchange_prepare"), form).status_code == 409
    assert not Consignment.objects.exists()
    made = client.post(reverse("exchange_prepare"), {**form, "seen": "1"})
    assert made["Location"] == reverse("consignment", args=[Consignment.objects.get().pk])


@pytest.mark.parametrize("to", ["", "1", "999999", "あ"])
def test_nothing_is_prepared_for_no_city(to: str, client: Client, one: StaffMember) -> None:
    assert one.pk
    assert client.get(reverse("exchange_prepare"), {"to": to}).status_code == 404


def test_a_lot_is_approved_sent_and_received_on_its_page(client: Client, one: StaffMember) -> None:
    forwarded(one, 1)
    lot = prepared(one)
    address = reverse("consignment_step", args=[lot.pk])
    assert "承認を記録する" not in client.get(reverse("consignment", args=[lot.pk])).text
    assert client.post(address, {"step": "approved"}).status_code == 409
    client.force_login(staff("1002"))
    assert "承認を記録する" in client.get(reverse("consignment", args=[lot.pk])).text
    for form in ({"step": "approved"}, {"step": "sent", "way": "post"}, {"step": "received"}):
        assert client.post(address, form).status_code == 302
    page = client.get(reverse("consignment", args=[lot.pk])).text
    assert "受領確認済" in page
    assert "記録する" not in page
    assert TaxDocument.objects.get().kana == ""


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"step": "nothing"}, 422),
        ({"step": "sent", "way": "mail"}, 422),
        ({"step": "sent"}, 409),
        ({"step": "turned_down", "note": "123456789018"}, 422),
        ({"step": "received"}, 409),
    ],
    ids=str,
)
def test_a_wrong_step_is_told_and_nothing_is_done(
    form: dict[str, str], status: int, client: Client, one: StaffMember
) -> None:
    forwarded(one, 1)
    lot = stepped(prepared(one), (A, staff("1002")))
    answer = client.post(reverse("consignment_step", args=[lot.pk]), form)
    assert answer.status_code == status
    assert "入力に誤りがあります" in answer.text
    assert lot.steps.count() == 1


def test_papers_are_handed_out_as_one_archive(client: Client, one: StaffMember) -> None:
    forwarded(one, 1)
    lot = prepared(one)
    address = reverse("consignment_papers", args=[lot.pk])
    assert client.post(address).status_code == 409
    stepped(lot, (A, staff("1002")))
    answer = client.post(address)
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert sorted(names) == ["form315.csv", "letter.pdf", "manifest.json"]


def test_where_a_protected_persons_documents_go_is_on_no_page(client: Client) -> None:
    """T-D02: neither to whom may not see it, nor to whom may, before they print the letter."""
    hidden = person(1, "支援 花子", "シエン ハナコ")
    protect(hidden)
    boss = staff("2001", Role.TAX_SUPERVISOR)
    forwarded(boss, 1, about=hidden)
    lot = prepared(boss, protected=True)
    forwarded(boss, 2, file="b.csv", about=hidden)
    pages = [WORK, reverse("consignment_list"), reverse("consignment", args=[lot.pk])]
    for member in (staff("1001"), boss):
        client.force_login(member)
        shown = [client.get(page).text for page in pages]
        assert [page for page in shown if KUMAGAYA in page] == []
        assert all("支援措置" in page for page in shown)
    client.force_login(staff("1003"))
    assert client.get("/exchange/prepare/?protected=1").status_code == 403
    assert HIDDEN_ADDRESS in shown[1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?state=prepared", 1),
        ("?state=approved", 1),
        ("?state=open", 2),
        ("?state=sent", 0),
        ("?kind=notice", 1),
        ("?kind=documents", 1),
        ("?number=999999", 0),
        ("?sort=-due_on", 2),
        ("?sort=password", 2),
    ],
)
def test_the_list_of_lots_is_narrowed(
    query: str, found: int, client: Client, one: StaffMember
) -> None:
    forwarded(one, 1)
    prepared(one)
    stepped(notice(one, person(1, "通知 太郎", "ツウチ").number), (A, staff("1002")))
    page = client.get(reverse("consignment_list") + query).text
    assert page.count("data-row") == found


def test_documents_of_people_who_moved_are_forwarded_one_by_one(
    client: Client, one: StaffMember
) -> None:
    who = moved(
        1, "移動 太郎", since=date(2000, 1, 1), ceased_on=date(2025, 5, 1), moved_to="熊谷市"
    )
    document = wage_report(received(one), 1, 1_000_000)
    matched(document, who, one, "番号")
    page = client.get(f"/exchange/moved/?year={YEAR}").text
    assert "熊谷市" in page
    address = reverse("forward_moved", args=[document.pk])
    assert "令和7年5月1日 転出" in client.get(address).text
    assert client.post(address, {"municipality": "112021"}).status_code == 422
    assert client.post(address, {"municipality": "112101"}).status_code == 409
    assert client.post(address, {"municipality": KUMAGAYA}).status_code == 302
    document.refresh_from_db()
    assert document.state == "forwarded"
    assert client.get(address).status_code == 404


def test_a_notice_out_is_checked_with_the_person_before_it_is_made(
    client: Client, one: StaffMember
) -> None:
    who = person(1, "通知 太郎", "ツウチ タロウ")
    form = {**OUT, "addressee": f"{who.number:010d}"}
    check = client.post(reverse("notice_new"), form)
    assert "通知 太郎" in check.text
    assert not OutgoingNotice.objects.exists()
    back = client.post(reverse("notice_new"), {**form, "checked": "1", "back": "1"})
    assert "三俣に居住" in back.text
    assert not OutgoingNotice.objects.exists()
    assert client.post(reverse("notice_new"), {**form, "checked": "1"}).status_code == 302
    assert OutgoingNotice.objects.get().addressee_id == who.number
    assert one.pk


def test_a_notice_in_is_checked_with_the_person_before_it_is_a_document(
    client: Client, one: StaffMember
) -> None:
    who = person(1, "通知 太郎", "ツウチ タロウ")
    form = {**IN, "addressee": f"{who.number:010d}"}
    assert "通知 太郎" in client.post(reverse("city_notice_new"), form).text
    assert not TaxDocument.objects.exists()
    assert client.post(reverse("city_notice_new"), {**form, "checked": "1"}).status_code == 302
    assert TaxDocument.objects.get().figures.stated["aggregate_income_stated"] == 480_000
    records = OutgoingRecord.objects.filter(action="exchange.person.checked")
    assert [record.subject_id for record in records] == [f"{who.number:010d}"]
    assert one.pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"addressee": "1"},
        {"addressee": "0000000019"},
        {"sender": "112021"},
        {"noticed_on": "きのう"},
        {"channel": "mail"},
        {"channel": "network"},
        {"note": "1234 5678 9018"},
        {"aggregate_income": "-1"},
    ],
    ids=str,
)
def test_a_notice_that_is_mistyped_is_asked_for_again(
    wrong: dict[str, str], client: Client, one: StaffMember
) -> None:
    """R-2.3.7: e-mail and flash memory are no ways in that a clerk could choose."""
    who = person(1, "通知 太郎", "ツウチ タロウ")
    form = {**IN, "addressee": f"{who.number:010d}", "checked": "1", **wrong}
    assert client.post(reverse("city_notice_new"), form).status_code == 422
    assert not TaxDocument.objects.exists()
    assert one.pk


def test_the_home_page_tells_what_waits(client: Client, one: StaffMember) -> None:
    forwarded(one, 1)
    prepared(one)
    client.force_login(staff("1002"))
    assert "回送・通知の承認" in client.get(reverse("home")).text
