"""Documents that other applications hand over are taken once, with what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from juminzei.apps.assessment.api import (
    DocumentKind,
    DocumentState,
    HandedDocument,
    HandedOverError,
    HandedRelative,
    MatchState,
    document_standing,
    documents_of_person,
    end_document,
    take_documents,
)
from juminzei.apps.assessment.models import MatchDecision, TaxDocument
from juminzei.apps.assessment.services import handing_over
from juminzei.apps.assessment.services.matching import match
from juminzei.apps.images.models import ImageKey, ImageSet
from juminzei.kernel.column_kind import ColumnError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.vault.models import SealedNumber
from support.known_people import known
from support.moments import START
from support.report_files import HERE, number
from support.staff_members import clerk

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


class BadDiskError(Exception):
    """Ends an act with an error."""


ELSEWHERE = "112020"
RETURN = HandedDocument(
    kind=DocumentKind.NATIONAL_RETURN,
    tax_year=2026,
    channel=Channel.NATIONAL_TAX,
    source=Source.AGENCY,
    reference="2026-1",
    filed_on=date(2026, 3, 2),
    name="加藤　一郎",
    kana="カトウ　イチロウ",
    address="埼玉県加須市三俣２－１－１",
    birth_on=date(1980, 4, 2),
    columns={"income_business": -120_000, "revenue_employment": 3_000_000, "widow": 1},
    stated={"withheld_income_tax": 55_000},
    relatives=(
        HandedRelative(place="spouse", name="加藤　花子", kana="カトウ　ハナコ", income=480_000),
        HandedRelative(place="family_employee_1", name="加藤　次郎", disability=1),
    ),
    collection_choice="ordinary",
)


def staff(role: str = "tax_clerk") -> StaffMember:
    there = StaffMember.objects.filter(staff_number=role[:12])
    return there.first() or clerk(role, staff_number=role[:12])


def take(*handed: HandedDocument, role: str = "tax_clerk") -> Sequence[int]:
    return take_documents(handed, received_file_id=None, actor=staff(role), at=START)


def test_what_is_handed_over_is_kept_as_it_was_said() -> None:
    (key,) = take(RETURN)
    document = TaxDocument.objects.get(pk=key)
    assert (document.channel, document.source) == ("national_tax", "agency")
    assert (document.reference, document.filed_on) == ("2026-1", date(2026, 3, 2))
    assert document.municipality == HERE
    assert document.figures.columns == dict(RETURN.columns)
    assert document.figures.stated == {"withheld_income_tax": 55_000}
    assert document.figures.collection_choice == "ordinary"
    stated = {one.place: (one.name, one.income, one.disability) for one in document.relatives.all()}
    assert stated == {
        "spouse": ("加藤　花子", 480_000, 0),
        "family_employee_1": ("加藤　次郎", None, 1),
    }
    assert document_standing([key]) == {key: (MatchState.WAITING, DocumentState.ACTIVE, None)}


def test_the_same_reference_again_gives_the_same_document() -> None:
    first = take(RETURN, replace(RETURN, reference="2026-2"))
    again = take(replace(RETURN, reference="2026-2"), RETURN, replace(RETURN, reference="2026-3"))
    assert list(again[:2]) == list(reversed(first))
    assert again[2] not in first
    assert TaxDocument.objects.count() == 3


def test_without_a_reference_a_document_is_known_by_what_it_says() -> None:
    paper = replace(RETURN, reference="", kind=DocumentKind.OTHER)
    assert take(paper) == take(paper)
    assert take(paper) != take(replace(paper, stated={"withheld_income_tax": 55_001}))


def test_one_reference_may_be_of_two_kinds() -> None:
    two = take(RETURN, replace(RETURN, kind=DocumentKind.INHABITANT_RETURN))
    assert len(set(two)) == 2


def test_document_numbers_have_no_gap_and_start_anew_each_year() -> None:
    take(RETURN)
    take(replace(RETURN, tax_year=2025, reference="2025-1"), replace(RETURN, reference="2026-2"))
    numbered = TaxDocument.objects.values_list("tax_year", "document_number")
    assert sorted(numbered) == [(2025, 1), (2026, 1), (2026, 2)]


def test_numbers_go_to_the_vault_under_their_places() -> None:
    relatives = (HandedRelative(place="dependant_12", number=number(3)),)
    (key,) = take(replace(RETURN, number=number(1), relatives=relatives))
    sealed = SealedNumber.objects.values_list("subject_id", "field")
    assert sorted(sealed) == [(key, "dependant_12"), (key, "recipient")]
    document = TaxDocument.objects.get(pk=key)
    assert (document.has_number, document.number_valid) == (True, True)
    assert document.relatives.get().has_number


def test_a_number_left_by_an_attempt_that_was_undone_is_nobody_elses() -> None:
    """A key that was reserved in a transaction that was undone may be given once more."""
    outer = transaction.atomic()
    outer.__enter__()
    take(replace(RETURN, number=number(1)))
    transaction.set_rollback(True)
    outer.__exit__(None, None, None)
    (key,) = take(replace(RETURN, reference="another"))
    assert not SealedNumber.objects.filter(subject_id=key).exists()


def test_an_error_leaves_no_number_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise BadDiskError

    monkeypatch.setattr(handing_over, "write_rows", fails)
    with pytest.raises(BadDiskError):
        take(replace(RETURN, number=number(1)))
    assert not SealedNumber.objects.exists()
    assert not TaxDocument.objects.exists()


def test_a_number_in_words_is_blanked() -> None:
    digits = number(5).reveal()
    (key,) = take(replace(RETURN, address=f"三俣 {digits}", stated={"note": f"番号{digits}"}))
    document = TaxDocument.objects.get(pk=key)
    assert digits not in document.address
    assert digits not in document.figures.stated["note"]


def test_a_person_identified_in_person_needs_no_matching() -> None:
    person = known(1)
    (key,) = take(replace(RETURN, addressee=person))
    assert document_standing([key])[key] == (MatchState.CLERK, DocumentState.ACTIVE, person)
    decision = MatchDecision.objects.get(document=key)
    assert decision.addressee_id == person
    assert [one.pk for one in documents_of_person(person, 2026)] == [key]
    assert documents_of_person([person], 2025) == []


def test_a_document_knows_its_scanned_pages() -> None:
    sealed = ImageKey.objects.create(
        id="k", primary=True, wrapped_by="k", wrapped=b"", made_at=START
    )
    image_set = ImageSet.objects.create(
        about="national_return",
        pages=1,
        size_bytes=1,
        key=sealed,
        stored_at=START,
        stored_by=staff(),
    )
    (key,) = take(replace(RETURN, images=image_set.pk))
    assert TaxDocument.objects.get(pk=key).image_set_id == image_set.pk


def test_what_is_addressed_to_another_city_is_forwarded() -> None:
    (key,) = take(replace(RETURN, municipality=ELSEWHERE, addressee=known(1)))
    assert document_standing([key])[key] == (MatchState.NOT_OURS, DocumentState.FORWARDED, None)


def test_a_newer_document_takes_the_place_of_the_former() -> None:
    (former,) = take(RETURN)
    (newer,) = take(replace(RETURN, reference="2026-2", replaces=former))
    ended = TaxDocument.objects.get(pk=former)
    assert (ended.state, ended.replaced_by_id) == (DocumentState.REPLACED, newer)


def test_what_does_not_count_any_more_cannot_be_replaced() -> None:
    (former,) = take(RETURN)
    end_document(former, state="cancelled", reason="二重の提出", actor=staff(), at=START)
    with pytest.raises(HandedOverError, match="有効ではありません"):
        take(replace(RETURN, reference="2026-2", number=number(1), replaces=former))
    assert TaxDocument.objects.get().state == DocumentState.CANCELLED
    assert not SealedNumber.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"channel": ""},
        {"source": ""},
        {"channel": "e-mail"},
        {"kind": DocumentKind.WAGE},
        {"collection_choice": "both"},
        {"relatives": (HandedRelative(place="spouse"), HandedRelative(place="spouse"))},
        {"relatives": (HandedRelative(place="cousin_1"),)},
    ],
)
def test_what_no_document_may_be_is_refused(wrong: dict[str, object]) -> None:
    """R-2.3.1, R-2.3.6: a document without source or channel is refused, among others."""
    with pytest.raises(HandedOverError):
        take(replace(RETURN, reference="fine"), replace(RETURN, **wrong))  # type: ignore[arg-type]  # what types forbid
    assert not TaxDocument.objects.exists()


@pytest.mark.parametrize("columns", [{"salary": 1}, {"revenue_employment": -1}])
def test_columns_that_the_law_does_not_know_are_refused(columns: dict[str, int]) -> None:
    with pytest.raises(ColumnError):
        take(replace(RETURN, columns=columns))
    assert not TaxDocument.objects.exists()


@pytest.mark.parametrize("column", ["channel", "source"])
def test_the_database_refuses_a_document_that_came_no_way(column: str) -> None:
    (key,) = take(RETURN)
    with pytest.raises(IntegrityError), transaction.atomic():
        TaxDocument.objects.filter(pk=key).update(**{column: ""})


def test_who_may_not_take_in_documents_takes_none() -> None:
    with pytest.raises(NotPermittedError):
        take(RETURN, role="collection_clerk")
    with pytest.raises(NotPermittedError):
        end_document(1, state="cancelled", reason="誤り", actor=staff("auditor"), at=START)


def test_ending_needs_a_reason_and_is_recorded() -> None:
    (key,) = take(RETURN)
    with pytest.raises(HandedOverError, match="理由"):
        end_document(key, state="cancelled", reason=" ", actor=staff(), at=START)
    with pytest.raises(HandedOverError, match="理由"):
        end_document(key, state="active", reason="誤り", actor=staff(), at=START)
    digits = number(8).reveal()
    end_document(key, state="replaced", reason=f"誤り {digits}", actor=staff(), at=START)
    record = OutgoingRecord.objects.get(action="assessment.document.ended")
    assert (record.subject_id, digits in str(record.details)) == (str(key), False)


def test_matching_finds_whose_it_is() -> None:
    person = known(1)
    (key,) = take(RETURN)
    match(tax_year=2026, actor=staff(), at=START)
    assert document_standing([key])[key] == (MatchState.EXACT, DocumentState.ACTIVE, person)
