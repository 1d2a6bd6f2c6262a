"""What goes out: the letter read back from its PDF, copies, files, and what is not in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from juminzei.apps.addressees.api import HIDDEN_ADDRESS
from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.exchange.models import OutgoingNoticeKind, Step
from juminzei.apps.exchange.services.papers import CARE, papers
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.images.api import ImageGoneError, page_content, store_images
from juminzei.formats import wage_report
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.exchange_rows import KUMAGAYA, forwarded, notice, prepared, stepped
from support.image_files import scanned
from support.page_rows import AT, person, protect, staff
from support.printed_pages import texts

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

A, S, RC, T = Step.APPROVED, Step.SENT, Step.RECEIVED, Step.TURNED_DOWN


@pytest.fixture
def one() -> StaffMember:
    return staff("1001")


@pytest.fixture
def other() -> StaffMember:
    return staff("1002")


def test_the_letter_lists_the_documents_and_copies_say_what_they_said(
    one: StaffMember, other: StaffMember
) -> None:
    documents = forwarded(
        one, 1, 2, name="回送 太郎", address="熊谷市宮町2-47", payer_address="加須市"
    )
    lot = stepped(prepared(one), (A, other))
    made = papers(lot.pk, actor=one, at=AT)
    letter, *copies = texts(made["letter.pdf"])
    for words in (KUMAGAYA, "課税資料の送付について", "件数2件", "加須市長", f"税第{lot.pk}号"):
        assert words in letter
    for document, copy in zip(documents, copies, strict=True):
        assert str(document.document_number) in letter
        for words in (str(document.document_number), "回送太郎", "熊谷市宮町2-47"):
            assert words in copy
        assert f"{document.wage.revenue:,}" in copy
    assert "熊谷市宮町" not in letter
    rows = wage_report.read(made["form315.csv"]).records
    said = [(row.name, row.revenue, row.municipality) for _, row in rows]
    assert said == [("回送　太郎", n * 1_000_000, KUMAGAYA) for n in (1, 2)]


@pytest.mark.parametrize("steps", [(), (T,), (A, S, RC)], ids=str)
def test_nothing_goes_out_before_it_is_approved_or_after_it_was_erased(
    steps: tuple[Step, ...], one: StaffMember, other: StaffMember
) -> None:
    forwarded(one, 1)
    lot = stepped(prepared(one), *((step, other) for step in steps))
    with pytest.raises(ExchangeRefusedError, match="承認済み"):
        papers(lot.pk, actor=one, at=AT)


def test_a_protected_persons_papers_are_for_whoever_may_see_where_and_ask_for_care(
    one: StaffMember,
) -> None:
    hidden = person(1, "支援 花子", "シエン ハナコ")
    protect(hidden)
    forwarded(one, 1, about=hidden)
    boss, chief = staff("2001", Role.TAX_SUPERVISOR), staff("2002", Role.TAX_SUPERVISOR)
    lot = stepped(prepared(boss, protected=True), (A, chief))
    with pytest.raises(NotPermittedError):
        papers(lot.pk, actor=one, at=AT)
    assert "".join(CARE.split()) in texts(papers(lot.pk, actor=boss, at=AT)["letter.pdf"])[0]


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        (OutgoingNoticeKind.TAXED_HERE, {}, ["294条3項", "課税する旨"]),
        (
            OutgoingNoticeKind.ONE_STOP_CORRECTION,
            {"amounts": {"donation": 30_000, "donation_before": 20_000}},
            ["申告特例通知の訂正", "30,000円", "20,000円"],
        ),
        (
            OutgoingNoticeKind.ANSWER,
            {
                "amounts": {"aggregate_income": 0},
                "reference": "税A第5号",
                "words": "扶養の事実なし",
            },
            ["照会への回答", "0円", "税A第5号", "扶養の事実なし"],
        ),
    ],
)
def test_a_notice_says_what_was_entered(
    kind: OutgoingNoticeKind,
    given: dict[str, Any],
    says: list[str],
    one: StaffMember,
    other: StaffMember,
) -> None:
    who = person(1, "通知 太郎", "ツウチ タロウ", date(1980, 4, 1), address="加須市三俣二丁目")
    lot = stepped(notice(one, who.number, kind=kind, **given), (A, other))
    (letter,) = texts(papers(lot.pk, actor=one, at=AT)["letter.pdf"])
    for words in ("通知太郎", "昭和55年4月1日", "加須市三俣二丁目", KUMAGAYA, *says):
        assert words in letter


def test_a_notice_about_a_protected_person_tells_no_address() -> None:
    who = person(1, "支援 花子", "シエン ハナコ", address="加須市三俣二丁目")
    protect(who)
    boss, chief = staff("2001", Role.TAX_SUPERVISOR), staff("2002", Role.TAX_SUPERVISOR)
    with pytest.raises(NotPermittedError):
        notice(staff("1001"), who.number)
    lot = stepped(notice(boss, who.number), (A, chief))
    (letter,) = texts(papers(lot.pk, actor=boss, at=AT)["letter.pdf"])
    assert "三俣" not in letter
    assert HIDDEN_ADDRESS in letter


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"municipality": "112101"}, "団体コード"),
        ({"municipality": "112021"}, "団体コード"),
        ({"addressee": 9}, "登録されていません"),
        ({"kind": OutgoingNoticeKind.ONE_STOP_CORRECTION}, "寄附金の額"),
        ({"kind": OutgoingNoticeKind.ANSWER}, "回答の金額か内容"),
    ],
)
def test_a_notice_that_says_nothing_or_goes_nowhere_is_refused(
    given: dict[str, Any], says: str, one: StaffMember
) -> None:
    who = person(1, "通知 太郎", "ツウチ タロウ")
    with pytest.raises(ExchangeRefusedError, match=says):
        notice(one, **{"addressee": who.number, **given})


@pytest.mark.parametrize("sent", [True, False], ids=str)
def test_scans_go_with_their_document_as_they_were_stored(
    one: StaffMember, other: StaffMember, monkeypatch: pytest.MonkeyPatch, *, sent: bool
) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "forwarding_scans", sent)
    with_scan, without = forwarded(one, 1, 2)
    pages = [scanned(0, 1)]
    shown = store_images(pages, about="tax_document", actor=one, at=AT)
    TaxDocument.objects.filter(pk=with_scan.pk).update(image_set=shown)
    lot = stepped(prepared(one), (A, other))
    made = papers(lot.pk, actor=one, at=AT)
    number = with_scan.document_number
    names = [f"scans/{number}-{page}.tif" for page in (1, 2)] if sent else []
    assert sorted(name for name in made if "/" in name) == names
    for page, name in enumerate(names, 1):
        assert made[name] == page_content(shown, page)
    assert not any(str(without.document_number) in name for name in names)
    record = OutgoingRecord.objects.get(action="exchange.papers.made")
    assert record.details.get("scans", 0) == len(names)
    stepped(lot, (S, one), (RC, one))
    with pytest.raises(ImageGoneError):
        page_content(shown, 1)


def test_every_print_is_on_record(one: StaffMember, other: StaffMember) -> None:
    forwarded(one, 1)
    lot = stepped(prepared(one), (A, other))
    for _ in range(2):
        papers(lot.pk, actor=other, at=AT)
    records = OutgoingRecord.objects.filter(action="exchange.papers.made")
    assert [record.details for record in records] == [
        {"files": ["form315.csv", "letter.pdf", "manifest.json"]}
    ] * 2
