"""EL-16: one-stop notices that do not count here are told to the city that sent them, by rule."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse

from juminzei.apps.addressees.api import withheld
from juminzei.apps.assessment.models import DocumentKind, DocumentState, TaxDocument
from juminzei.apps.exchange.exchanges import open_exchanges
from juminzei.apps.exchange.models import Consignment, Step
from juminzei.apps.exchange.selectors.void_gifts import (
    ELSEWHERE,
    NOT_APPLIED,
    VoidGift,
    untold_gifts,
)
from juminzei.apps.exchange.services.papers import papers
from juminzei.apps.exchange.services.prepare_void_gifts import prepare_void_gifts
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.services.take_step import take_step
from juminzei.apps.receiving.models import FileState
from juminzei.formats import one_stop
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.exchange_rows import CHIYODA, KUMAGAYA, YEAR, moved, stepped
from support.one_stop_files import notice, notices
from support.page_rows import AT, person, protect, staff
from support.printed_pages import texts
from support.receiving_rows import taken
from support.report_files import number
from support.tax_rows import received, wage_report

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

FILED, MOVED, COUNTS = "申告　太郎", "転出　花子", "有効　次郎"


@pytest.fixture
def one() -> StaffMember:
    return staff("1001")


@pytest.fixture
def people(one: StaffMember, tmp_path: Path) -> dict[str, Addressee]:
    """Three donors to Kumagaya: one filed a return, one lived elsewhere, one counts."""
    rows = [notice(name=name, individual_number=number(9)) for name in (FILED, MOVED, COUNTS)]
    taken(one, notices(*rows), tmp_path, "gifts.csv")
    found = {
        FILED: person(1, FILED, "シンコク タロウ"),
        MOVED: moved(2, MOVED, since=date(2001, 4, 1), ceased_on=date(YEAR - 1, 12, 1)),
        COUNTS: person(3, COUNTS, "ユウコウ ジロウ"),
    }
    for name, who in found.items():
        TaxDocument.objects.filter(name=name).update(addressee=who, match_state="number")
    returned(one, found[FILED])
    return found


def returned(actor: StaffMember, who: Addressee, **changed: object) -> None:
    """Have somebody file a return."""
    made = wage_report(received(actor, f"{who.pk}.csv"), 1, 1, addressee=who)
    given = {"kind": DocumentKind.INHABITANT_RETURN, "tax_year": YEAR, **changed}
    TaxDocument.objects.filter(pk=made.pk).update(**given)


def waiting(year: int = YEAR) -> list[VoidGift]:
    return untold_gifts(year, hidden=withheld(AT.date()))


def made_up(actor: StaffMember, seen: int = 2, to: str = KUMAGAYA) -> Consignment:
    return prepare_void_gifts(tax_year=YEAR, municipality=to, seen=seen, actor=actor, at=AT)


@pytest.mark.usefixtures("people")
def test_the_rule_finds_who_filed_and_who_lived_elsewhere_and_nobody_else() -> None:
    told = {gift.name: (gift.municipality, gift.amount, gift.ground) for gift in waiting()}
    assert told == {
        FILED: (KUMAGAYA, 30_000, NOT_APPLIED),
        MOVED: (KUMAGAYA, 30_000, ELSEWHERE),
    }
    assert waiting(YEAR - 1) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"state": DocumentState.CANCELLED},
        {"state": DocumentState.FORWARDED},
        {"addressee": None},
        {"kind": DocumentKind.CITY_NOTICE},
    ],
    ids=str,
)
def test_a_notice_that_is_none_of_ours_is_not_told(
    changed: dict[str, object], people: dict[str, Addressee]
) -> None:
    assert FILED in people
    TaxDocument.objects.filter(name=FILED).update(**changed)
    assert [gift.name for gift in waiting()] == [MOVED]


def test_a_return_that_was_cancelled_or_is_of_another_year_voids_nothing(
    one: StaffMember, people: dict[str, Addressee]
) -> None:
    returned(one, people[COUNTS], state=DocumentState.CANCELLED)
    returned_last = TaxDocument.objects.filter(kind=DocumentKind.INHABITANT_RETURN)
    assert returned_last.count() == 2
    assert COUNTS not in [gift.name for gift in waiting()]
    returned_last.filter(addressee=people[FILED]).update(tax_year=YEAR - 1)
    assert [gift.name for gift in waiting()] == [MOVED]


@pytest.mark.usefixtures("people")
def test_a_gift_to_ourselves_has_nobody_to_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "municipality", KUMAGAYA)
    assert waiting() == []


def test_a_protected_donor_is_not_on_the_list(people: dict[str, Addressee]) -> None:
    """T-D02: told one by one, by whoever may see them."""
    protect(people[MOVED])
    assert [gift.name for gift in waiting()] == [FILED]


@pytest.mark.usefixtures("people")
def test_one_makes_the_list_up_another_approves_it_and_it_is_told_once(one: StaffMember) -> None:
    made = made_up(one)
    assert (made.kind, made.documents.count(), waiting()) == ("one_stop", 2, [])
    with pytest.raises(ExchangeRefusedError, match="違います"):
        made_up(one)
    with pytest.raises(ExchangeRefusedError, match="本人"):
        take_step(made.pk, Step.APPROVED, actor=one, at=AT)
    with pytest.raises(ExchangeRefusedError, match="承認済み"):
        papers(made.pk, actor=one, at=AT)
    stepped(made, (Step.APPROVED, staff("1002")), (Step.SENT, one))
    (line,) = open_exchanges(AT, AT)
    assert (line.count, line.waiting, line.what) == (2, 2, f"申告特例の不適用の連絡 {made.pk}")
    stepped(made, (Step.RECEIVED, one))
    assert list(open_exchanges(AT, AT)) == []
    assert TaxDocument.objects.filter(name=FILED).exists(), "nothing of ours is erased"
    with pytest.raises(ExchangeRefusedError, match="写しがありません"):
        take_step(made.pk, Step.ERASED, actor=one, at=AT)
    record = OutgoingRecord.objects.get(action="exchange.void_gifts.prepared")
    assert record.details == {"documents": 2, "tax_year": YEAR}


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("seen", "to"), [(1, KUMAGAYA), (3, KUMAGAYA), (2, CHIYODA), (0, CHIYODA)])
def test_what_was_not_checked_is_not_made_up(seen: int, to: str, one: StaffMember) -> None:
    with pytest.raises(ExchangeRefusedError, match="確かめてください"):
        made_up(one, seen, to)
    assert not Consignment.objects.exists()


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("end", [Step.TURNED_DOWN, Step.RETURNED])
def test_what_was_turned_down_or_came_back_waits_again(end: Step, one: StaffMember) -> None:
    made = made_up(one)
    if end == Step.RETURNED:
        stepped(made, (Step.APPROVED, staff("1002")), (Step.SENT, one))
    stepped(made, (end, one))
    assert len(waiting()) == 2
    assert made_up(one).documents.count() == 2


def test_a_list_that_is_not_true_any_more_does_not_go_out(
    one: StaffMember, people: dict[str, Addressee]
) -> None:
    other = staff("1002")
    made = made_up(one)
    TaxDocument.objects.filter(addressee=people[FILED]).exclude(name=FILED).update(
        state=DocumentState.CANCELLED
    )
    with pytest.raises(ExchangeRefusedError, match="1 件"):
        take_step(made.pk, Step.APPROVED, actor=other, at=AT)
    TaxDocument.objects.filter(addressee=people[FILED]).update(state=DocumentState.ACTIVE)
    stepped(made, (Step.APPROVED, other))
    protect(people[MOVED])
    with pytest.raises(ExchangeRefusedError, match="1 件"):
        papers(made.pk, actor=one, at=AT)


@pytest.mark.usefixtures("people")
def test_the_papers_say_what_another_city_may_know_and_no_number(one: StaffMember) -> None:
    """That somebody filed a return is said to nobody; the rows are none of that city's own."""
    made = stepped(made_up(one), (Step.APPROVED, staff("1002")))
    made_papers = papers(made.pk, actor=one, at=AT)
    assert sorted(made_papers) == ["letter.pdf", "one_stop_received.csv"]
    text = "".join("".join(texts(made_papers["letter.pdf"])).split())
    assert ELSEWHERE in text
    assert "30,000円" in text
    assert "申告書" not in text
    file = one_stop.read(made_papers["one_stop_received.csv"])
    assert (file.municipality, len(file.rows.records)) == ("112101", 2)
    digits = number(9).reveal().encode()
    assert not [name for name, data in made_papers.items() if digits in data]


@pytest.mark.usefixtures("people")
def test_no_city_takes_the_rows_for_its_own(
    one: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stepped(made_up(one), (Step.APPROVED, staff("1002")))
    rows = papers(made.pk, actor=one, at=AT)["one_stop_received.csv"]
    monkeypatch.setattr(settings.CONFIGURATION, "municipality", KUMAGAYA)
    assert taken(one, rows, tmp_path, "rows.csv").state == FileState.QUARANTINED


@pytest.mark.usefixtures("people")
def test_the_page_lists_checks_and_makes_up(client: Client, one: StaffMember) -> None:
    client.force_login(one)
    page = reverse("void_gift_list")
    assert "熊谷市" in client.get(page, {"year": YEAR}).text
    shown = client.get(page, {"year": str(YEAR), "to": KUMAGAYA}).text
    assert FILED in shown
    assert COUNTS not in shown
    form = {"year": str(YEAR), "to": KUMAGAYA, "seen": "1"}
    for wrong in ("1", "x", ""):
        assert client.post(page, {**form, "seen": wrong}).status_code == 409
    answer = client.post(page, {**form, "seen": "2"})
    made = Consignment.objects.get()
    assert answer["Location"] == reverse("consignment", args=[made.pk])
    client.force_login(staff("1002"))
    step = reverse("consignment_step", args=[made.pk])
    assert client.post(step, {"step": "approved"}).status_code == 302
    archive = client.post(reverse("consignment_papers", args=[made.pk]))
    with zipfile.ZipFile(io.BytesIO(archive.content)) as files:
        assert sorted(files.namelist()) == ["letter.pdf", "one_stop_received.csv"]


@pytest.mark.usefixtures("people")
def test_who_may_not_prepare_gets_nothing(client: Client) -> None:
    auditor = staff("9001", Role.AUDITOR)
    client.force_login(auditor)
    assert client.get(reverse("void_gift_list")).status_code == 403
    with pytest.raises(NotPermittedError):
        made_up(auditor)
