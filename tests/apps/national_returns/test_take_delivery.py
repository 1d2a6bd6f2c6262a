"""Deliveries are taken in once, whole or not at all, and the newest return of a person counts."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.api import DocumentState, ReturnFigures, StatedRelative, TaxDocument
from juminzei.apps.national_returns.models import (
    DeliveryState,
    ReturnDelivery,
    StagedReturn,
    StagedState,
)
from juminzei.apps.national_returns.receivers import RECEIVERS
from juminzei.apps.national_returns.services import stage_returns, take_delivery
from juminzei.apps.national_returns.services.take_delivery import DeliveryHeldError
from juminzei.base.folder_contents import contents_of
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.documents.receivers import NotTakenError, Receipt, receiver_of
from juminzei.platform.jobs.services import ChunkFailedError
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.vault.models import SealedNumber
from support.image_files import scanned
from support.made_up_returns import a_return, delivery, index_row, number_of, xml_of
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.apps.national_returns.services.take_delivery import Taken
    from juminzei.formats.national_delivery import IndexRow

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

Row = "tuple[IndexRow, bytes | None, list[bytes]]"


class BadDiskError(Exception):
    """Ends a part of the work."""


def taken(folder: Path, *, number: str = "1001") -> Taken:
    """Take a delivery in as a tax clerk."""
    actor = StaffMember.objects.filter(staff_number=number).first() or staff(number)
    return take_delivery.take_delivery(folder, channel=Channel.NATIONAL_TAX, actor=actor, at=AT)


def one_of(
    seq: int, amount: int = 5_000_000, **changed: object
) -> tuple[IndexRow, bytes, list[bytes]]:
    return index_row(seq, **changed), xml_of(a_return({"ABB00080": amount})), []


def test_returns_become_documents_with_figures_relatives_and_numbers(tmp_path: Path) -> None:
    """KR-01, KR-08, KR-09: what a return says, its images and its numbers reach the assessment."""
    number = number_of()
    xml = xml_of(
        a_return(
            {"ABB00080": 5_000_000, "ABB00710": 70_000, "ABI00010": "2", "ABI00240": 50_000},
            {"ABY00150": [{"ABY00160": "山田　一郎", "ABY00170": number_of("34567890123")}]},
        )
    )
    found = taken(delivery(tmp_path / "D", [(index_row(1, number=number), xml, [scanned(0, 1)])]))
    assert (found.known, found.counts[StagedState.TAKEN]) == (False, 1)
    staged = StagedReturn.objects.get()
    document = TaxDocument.objects.get()
    assert staged.document_id == document.pk
    assert staged.image_set is not None
    assert staged.image_set.pages == 2
    assert (document.kind, document.tax_year) == ("national_return", 2026)
    assert (document.channel, document.source) == (Channel.NATIONAL_TAX, Source.AGENCY)
    assert (document.has_number, document.filed_on) == (True, date(2026, 2, 20))
    figures = ReturnFigures.objects.get()
    assert figures.columns["revenue_employment"] == 5_000_000
    assert figures.columns["donation_hometown"] == 50_000
    assert figures.stated["withheld_income_tax"] == 70_000
    assert figures.collection_choice == "ordinary"
    assert StatedRelative.objects.get().place == "dependant_1"
    assert SealedNumber.objects.count() == 2
    kept = json.dumps(staged.content, ensure_ascii=False)
    assert number.reveal() not in kept
    assert staged.has_number


def test_the_same_delivery_again_changes_nothing(tmp_path: Path) -> None:
    """T-I02: the same folder twice, and a copy of it under another name."""
    folder = delivery(tmp_path / "D", [one_of(1), one_of(2, reference="R2")])
    first = taken(folder)
    again = taken(folder.rename(tmp_path / "copy"))
    assert (first.known, again.known) == (False, True)
    assert (StagedReturn.objects.count(), TaxDocument.objects.count()) == (2, 2)
    assert ReturnDelivery.objects.count() == 1


def test_a_delivery_that_is_not_whole_is_held_and_nothing_is_posted(tmp_path: Path) -> None:
    """T-I12: a digest differs."""
    folder = delivery(tmp_path / "D", [one_of(1), one_of(2)])
    (folder / "data" / "2.xml").write_bytes(b"<other/>")
    with pytest.raises(DeliveryHeldError, match="大きさ"):
        taken(folder)
    held = ReturnDelivery.objects.get()
    assert (held.state, held.counts) == (DeliveryState.HELD, {})
    assert "data/2.xml" in held.problem
    assert not StagedReturn.objects.exists()
    assert not TaxDocument.objects.exists()
    assert OutgoingRecord.objects.filter(action="national_returns.delivery.held").count() == 1


def test_another_municipalitys_delivery_is_held(tmp_path: Path) -> None:
    with pytest.raises(DeliveryHeldError, match="131016"):
        taken(delivery(tmp_path / "D", [one_of(1)], municipality="131016"))
    assert not TaxDocument.objects.exists()


def test_another_delivery_of_the_same_number_is_held(tmp_path: Path) -> None:
    taken(delivery(tmp_path / "A", [one_of(1)]))
    with pytest.raises(DeliveryHeldError, match="同じ配信番号"):
        taken(delivery(tmp_path / "B", [one_of(1, 6_000_000)]))
    assert TaxDocument.objects.count() == 1


def test_who_may_not_takes_nothing_in(tmp_path: Path) -> None:
    folder = delivery(tmp_path / "D", [one_of(1)])
    auditor = staff("2002", Role.AUDITOR)
    with pytest.raises(NotPermittedError):
        take_delivery.take_delivery(folder, channel=Channel.MEDIUM, actor=auditor, at=AT)
    assert not ReturnDelivery.objects.exists()


def test_a_correction_takes_the_place_of_the_return_before_it(tmp_path: Path) -> None:
    """KR-07: 修正 comes in a later delivery; the first is kept as history."""
    taken(delivery(tmp_path / "A", [one_of(1, reference="X")]))
    later = one_of(1, 6_000_000, reference="X", kind="修正", received_on=date(2026, 4, 1))
    taken(delivery(tmp_path / "B", [later], delivery_id="E2"))
    old, new = StagedReturn.objects.order_by("pk")
    assert (old.state, old.newer_id) == (StagedState.SUPERSEDED, new.pk)
    assert new.state == StagedState.TAKEN
    documents = TaxDocument.objects.order_by("pk")
    assert [one.state for one in documents] == [DocumentState.REPLACED, DocumentState.ACTIVE]
    assert documents[0].replaced_by_id == documents[1].pk


def test_an_older_return_that_comes_late_does_not_count(tmp_path: Path) -> None:
    """KR-07: deliveries in the wrong order."""
    later = one_of(1, 6_000_000, reference="X", kind="修正", received_on=date(2026, 4, 1))
    taken(delivery(tmp_path / "B", [later], delivery_id="E2"))
    taken(delivery(tmp_path / "A", [one_of(1, reference="X")]))
    new, old = StagedReturn.objects.order_by("pk")
    assert (old.state, old.newer_id, old.document_id) == (StagedState.SUPERSEDED, new.pk, None)
    assert TaxDocument.objects.count() == 1


def test_three_returns_of_a_person_in_one_delivery_leave_the_newest(tmp_path: Path) -> None:
    days = [date(2026, 3, 5), date(2026, 2, 1), date(2026, 4, 9)]
    rows = [
        one_of(seq, 1_000_000 * seq, reference="X", received_on=day)
        for seq, day in enumerate(days, 1)
    ]
    taken(delivery(tmp_path / "A", rows))
    states = dict(StagedReturn.objects.values_list("seq", "state"))
    assert states == {1: "superseded", 2: "superseded", 3: "taken"}
    active = TaxDocument.objects.get(state=DocumentState.ACTIVE)
    assert active.figures.columns["revenue_employment"] == 3_000_000


def test_the_same_content_again_is_a_double_submission(tmp_path: Path) -> None:
    """KR-07: 二重提出."""
    taken(delivery(tmp_path / "A", [one_of(1, reference="X")]))
    taken(delivery(tmp_path / "B", [one_of(7, reference="X")], delivery_id="E2"))
    assert sorted(StagedReturn.objects.values_list("state", flat=True)) == ["duplicate", "taken"]
    assert TaxDocument.objects.count() == 1


def test_without_a_reference_name_and_birthday_tell_who_it_is(tmp_path: Path) -> None:
    taken(delivery(tmp_path / "A", [one_of(1, reference="")]))
    other = one_of(1, 6_000_000, reference="", birth_on=date(1981, 4, 2), received_on=AT.date())
    taken(delivery(tmp_path / "B", [other], delivery_id="E2"))
    assert TaxDocument.objects.filter(state=DocumentState.ACTIVE).count() == 2


def test_a_return_with_a_broken_box_waits_with_its_errors(tmp_path: Path) -> None:
    """T-I01, T-I06: one broken, the others are taken; its figures do not count."""
    broken = xml_of(a_return({"ABB00080": 77})).replace(b">77<", "> ７７<".encode())
    rows = [(index_row(1, reference="A"), broken, []), one_of(2, reference="B")]
    found = taken(delivery(tmp_path / "D", rows))
    assert (found.counts["check"], found.counts["taken"]) == (1, 1)
    held = StagedReturn.objects.get(seq=1)
    [problem] = held.problems
    assert problem["tag"] == "ABB00080"
    assert "給与　金額" in problem["path"]
    assert held.document is not None
    assert held.document.figures.columns == {}
    assert held.document.figures.stated == {"entry_pending": 1}


@pytest.mark.parametrize("data", [b"<!DOCTYPE x []><x/>", b"", b"\xff\xfe<\0"])
def test_data_that_hurts_is_an_error_of_one_return(tmp_path: Path, data: bytes) -> None:
    """T-I05: hostile data in a delivery leaves the others alone."""
    rows = [(index_row(1, reference="A"), data, []), one_of(2, reference="B")]
    found = taken(delivery(tmp_path / "D", rows))
    assert (found.counts["check"], found.counts["taken"]) == (1, 1)


def test_images_alone_wait_to_be_entered(tmp_path: Path) -> None:
    """KR-05: data and image of a return stand together."""
    rows = [
        (index_row(1, reference="A"), None, [scanned(0), scanned(1)]),
        (index_row(2, reference="B"), xml_of(a_return()), [scanned(2)]),
    ]
    found = taken(delivery(tmp_path / "D", rows, source="ksk"))
    assert found.counts["entry"] == 2
    pages = StagedReturn.objects.order_by("seq").values_list("image_set__pages", flat=True)
    assert list(pages) == [2, 1]
    stated = ReturnFigures.objects.values_list("stated", flat=True)
    assert all(one["entry_pending"] == 1 for one in stated)


def test_an_image_that_is_none_is_an_error_of_one_return(tmp_path: Path) -> None:
    rows = [
        (index_row(1, reference="A"), xml_of(a_return()), [b"II*\x00not a picture"]),
        (index_row(2, reference="B"), xml_of(a_return()), [scanned(0)]),
    ]
    found = taken(delivery(tmp_path / "D", rows))
    assert (found.counts["check"], found.counts["entry"]) == (1, 1)
    assert StagedReturn.objects.get(seq=1).problems[0]["tag"] == "image"


def test_interrupted_work_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between two parts: taking the folder in again finishes it, nothing is doubled."""
    monkeypatch.setattr(take_delivery, "AT_ONCE", 2)
    rows = [one_of(seq, reference=f"R{seq}") for seq in range(1, 6)]
    folder = delivery(tmp_path / "D", rows)
    real, calls = stage_returns.stage_returns, []

    def breaking(*args: object, **kwargs: object) -> object:
        calls.append(args)
        if len(calls) == 2:
            raise BadDiskError
        return real(*args, **kwargs)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(take_delivery, "stage_returns", breaking)
    with pytest.raises(ChunkFailedError):
        taken(folder)
    assert StagedReturn.objects.count() == 2
    assert ReturnDelivery.objects.get().state == DeliveryState.TAKING
    found = taken(folder)
    assert found.counts[StagedState.TAKEN] == 5
    assert sorted(StagedReturn.objects.values_list("seq", flat=True)) == [1, 2, 3, 4, 5]
    assert TaxDocument.objects.count() == 5


def test_the_receiver_knows_a_delivery_and_counts_add_up(tmp_path: Path) -> None:
    """R-2.3.3: the importer of the tax agency's returns, counts match."""
    rows = [
        one_of(1, reference="A"),
        one_of(2, reference="A"),
        (index_row(3, reference="C"), b"<x/>", []),
    ]
    folder = delivery(tmp_path / "D", rows)
    contents = contents_of(folder)
    receiver = receiver_of(contents)
    assert receiver is RECEIVERS[0]
    assert receiver_of(contents_of(tmp_path)) is not receiver
    receipt = Receipt("D", Channel.NATIONAL_TAX, staff("1001"), AT)
    outcome = receiver.take(contents, receipt)
    assert (outcome.received, outcome.accepted, outcome.held, outcome.duplicates) == (3, 1, 1, 1)
    again = receiver.take(contents, receipt)
    assert (again.known, again.duplicates) == (True, 3)
    (folder / "index.csv").write_bytes(b"x")
    with pytest.raises(NotTakenError):
        receiver.take(contents, receipt)
