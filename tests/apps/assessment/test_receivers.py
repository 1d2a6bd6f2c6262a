"""Files of documents are known by their content and taken in once, each row once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import QuarantinedRow, TaxDocument
from juminzei.apps.assessment.services import intake_own
from juminzei.apps.assessment.services.matching import match
from juminzei.platform.documents.channel import Channel
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.documents.receivers import NotTakenError, Outcome, Receipt, receiver_of
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.vault.models import SealedNumber
from support.known_people import known
from support.moments import START
from support.one_stop_files import KUMAGAYA, city_notice_file, notice, notices, told
from support.report_files import number, pension, pensions, wage, wages
from support.staff_members import clerk

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


def receive(
    folder: Path, data: bytes, *, role: str = "tax_clerk", tax_year: int | None = None
) -> Outcome:
    """Receive ``data`` as whoever finds it in a folder would."""
    path = folder / "x.dat"
    path.write_bytes(data)
    receiver = receiver_of(path)
    assert receiver is not None
    member = StaffMember.objects.filter(staff_number=role[:12]).first()
    receipt = Receipt(
        name="x.dat",
        channel=Channel.ELTAX,
        actor=member or clerk(role, staff_number=role[:12]),
        at=START,
        tax_year=tax_year,
    )
    return receiver.take(path, receipt)


@pytest.mark.parametrize(
    ("data", "kind", "source"),
    [
        (wages(wage()), "wage_report", "employer"),
        (pensions(pension()), "pension_report", "pension_payer"),
        (notices(notice()), "one_stop", "municipality"),
        (city_notice_file(told()), "city_notice", "municipality"),
    ],
)
def test_each_kind_finds_its_receiver_and_says_where_it_came_from(
    tmp_path: Path, data: bytes, kind: str, source: str
) -> None:
    """R-2.3.1, R-2.3.6: every document has its channel and its source."""
    outcome = receive(tmp_path, data)
    document = TaxDocument.objects.get()
    assert (outcome.received, outcome.accepted, outcome.held) == (1, 1, 0)
    assert (document.kind, document.channel, document.source) == (kind, "eltax", source)
    assert document.received_file_id == outcome.file_id


def test_a_register_file_is_nobodys_here(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"just words\r\n")
    receiver = receiver_of(path)
    assert receiver is None or receiver.kind not in {"wage_report", "pension_report", "one_stop"}


@pytest.mark.parametrize(
    "data", [wages(wage(), wage(recipient_reference="2")), notices(notice(), notice(amount=1))]
)
def test_the_same_file_twice_doubles_nothing(tmp_path: Path, data: bytes) -> None:
    """T-I02: the same file twice, or a renamed copy of it, is known by its digest."""
    first, again = receive(tmp_path, data), receive(tmp_path, data)
    assert (first.accepted, first.known) == (2, False)
    assert (again.accepted, again.duplicates, again.known) == (0, 2, True)
    assert again.file_id == first.file_id
    assert TaxDocument.objects.count() == 2


def test_an_overlapping_file_brings_only_what_is_new(tmp_path: Path) -> None:
    """T-I02: a file that overlaps with another is known row by row."""
    receive(tmp_path, notices(notice(individual_number=number(1)), notice(amount=1)))
    outcome = receive(tmp_path, notices(notice(), notice(amount=2)))
    assert (outcome.received, outcome.accepted, outcome.duplicates) == (2, 1, 1)
    assert TaxDocument.objects.count() == 3


def test_a_notice_says_a_donation_and_finds_its_person(tmp_path: Path) -> None:
    person = known(1, individual_number=number(1))
    receive(tmp_path, notices(notice(individual_number=number(1))))
    document = TaxDocument.objects.get()
    assert document.tax_year == 2026
    assert document.row_number == 3
    assert document.figures.columns == {"donation_hometown": 30_000, "donation_one_stop": 1}
    assert document.figures.stated == {"donated_to": KUMAGAYA, "donated_on": "2025-12-01"}
    match(tax_year=2026, actor=StaffMember.objects.get(), at=START)
    document.refresh_from_db()
    assert (document.match_state, document.addressee_id) == ("number", person)


def test_another_citys_notice_is_known_by_its_own_key(tmp_path: Path) -> None:
    """R-2.3.4: what another city tells is received once, with who told it."""
    receive(tmp_path, city_notice_file(told()))
    again = receive(tmp_path, city_notice_file(told(note="再送"), told(reference="K-2")))
    assert (again.accepted, again.duplicates) == (1, 1)
    document = TaxDocument.objects.order_by("pk")[0]
    assert (document.reference, document.payer_name) == (f"{KUMAGAYA}/2026/K-1", KUMAGAYA)
    assert document.figures.columns == {"revenue_employment": 3_000_000}
    assert document.figures.stated == {
        "notice": "294条3項通知",
        "sender": KUMAGAYA,
        "aggregate_income_stated": 2_020_000,
    }


def test_a_broken_notice_is_set_aside_and_the_others_are_taken(tmp_path: Path) -> None:
    """T-I01: a malformed row is quarantined with code and text, all others are taken."""
    data = notices(notice(individual_number=number(2)), notice(name="佐藤　二郎", amount=1))
    outcome = receive(tmp_path, data.replace(b"1980-04-02", b"1980-04-31", 1))
    assert (outcome.received, outcome.accepted, outcome.held) == (2, 1, 1)
    row = QuarantinedRow.objects.get()
    assert (row.row_number, row.findings[0]["value_class"]) == (3, "実在しない日付")
    assert number(2).reveal() not in row.raw
    assert receive(tmp_path, data).accepted == 1, "the corrected file brings just the rest"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (notices(notice()).replace(b"T,1,30000", b"T,1,29999"), "合計が明細と合いません"),
        (notices(notice(), to=KUMAGAYA), "あてのファイルではありません"),
        (notices(notice(), year=2024).replace(b"2025-12-01", b"2024-12-01"), "令和7年度"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_leaves_no_trace(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    """T-I12: control total in trailer ≠ sum → file held, nothing posted."""
    with pytest.raises(NotTakenError, match=problem):
        receive(tmp_path, data, tax_year=2026)
    assert not TaxDocument.objects.exists()
    assert not ReceivedFile.objects.exists()
    assert not SealedNumber.objects.exists()


def test_an_interrupted_file_is_completed_by_taking_it_in_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-J10: re-run of the same import after partial failure → exactly the remainder."""
    data = notices(notice(), notice(amount=1)).replace(b"1980-04-02", b"1980-04-31", 1)
    with monkeypatch.context() as broken:
        broken.setattr(intake_own, "_complete", lambda *_, **__: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            receive(tmp_path, data)
    assert not ReceivedFile.objects.get().complete
    outcome = receive(tmp_path, data)
    assert (outcome.accepted, outcome.held, outcome.duplicates, outcome.known) == (1, 1, 0, False)
    assert TaxDocument.objects.count() == QuarantinedRow.objects.count() == 1
    assert ReceivedFile.objects.get().complete


def test_a_file_above_the_limit_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("juminzei.apps.assessment.receivers.MOST_BYTES", 10)
    with pytest.raises(NotTakenError, match="大きすぎます"):
        receive(tmp_path, wages(wage()))


def test_who_may_not_take_in_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotPermittedError):
        receive(tmp_path, notices(notice()), role="collection_clerk")
    assert not ReceivedFile.objects.exists()
