"""What a forwarded document said is erased; that it came and went stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, transaction

from juminzei.apps.assessment.api import (
    DocumentKind,
    ErasureRefusedError,
    HandedDocument,
    HandedRelative,
    end_document,
    erase_documents,
    take_documents,
)
from juminzei.apps.assessment.models import (
    CorrectionDecision,
    DocumentState,
    MatchDecision,
    OfficialCorrection,
    PensionFigures,
    ReturnFigures,
    StatedRelative,
    TaxDocument,
    WageFigures,
)
from juminzei.apps.assessment.models.document import ERASED
from juminzei.apps.assessment.services import decide_match
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.apps.images.models import ImageErasure, ImageKey, ImageSet
from juminzei.formats.relative import Relative
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.vault.models import SealedNumber
from support.moments import START
from support.report_files import number, pension, pensions, wage, wages
from support.staff_members import clerk

if TYPE_CHECKING:
    from juminzei.formats.wage_report import WageReport
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

KUMAGAYA = "112020"
SECRETS = ("回送　太郎", "カイソウ　タロウ", "熊谷市宮町７－７", "ジュキュウ9", "回送　花子")


def told(**fields: object) -> WageReport:
    spouse = Relative(name=SECRETS[4], kana="カイソウ　ハナコ", number=number(8))
    stated = {
        "name": SECRETS[0],
        "kana": SECRETS[1],
        "address": SECRETS[2],
        "recipient_reference": SECRETS[3],
        "individual_number": number(7),
        "spouse": spouse,
        "municipality": KUMAGAYA,
    }
    return wage(**{**stated, **fields})


def report(**fields: object) -> bytes:
    return wages(told(**fields))


def taken(data: bytes, actor: StaffMember, name: str = "a.csv") -> TaxDocument:
    import_documents(
        data=data, name=name, tax_year=2026, channel=Channel.ELTAX, actor=actor, at=START
    )
    return TaxDocument.objects.order_by("-pk")[0]


def erase(*keys: int, actor: StaffMember) -> int:
    return erase_documents(keys, ground="回送", actor=actor, at=START)


def committed(*keys: int, actor: StaffMember) -> int:
    """Erase as outside a test's own transaction, where what waits for the commit is done."""
    from django.test import TestCase  # noqa: PLC0415 - only its helper is needed

    with TestCase.captureOnCommitCallbacks(execute=True):
        return erase(*keys, actor=actor)


@pytest.mark.parametrize(
    ("data", "figures"),
    [(report(), WageFigures), (pensions(pension(municipality=KUMAGAYA)), PensionFigures)],
)
def test_figures_relatives_and_person_go_and_the_trail_stays(
    data: bytes, figures: type[WageFigures | PensionFigures]
) -> None:
    actor = clerk()
    before = taken(data, actor)
    assert figures.objects.count() == 1
    assert committed(before.pk, actor=actor) == 1
    after = TaxDocument.objects.get()
    assert not figures.objects.exists()
    assert not StatedRelative.objects.exists()
    assert (after.name, after.kana, after.birth_on, after.address) == (ERASED, "", None, "")
    assert (after.recipient_reference, after.slip_key, after.addressee_id) == ("", "", None)
    assert (after.has_number, after.number_valid) == (False, False)
    stays = ("document_number", "kind", "payer_name", "municipality", "state", "channel")
    assert [getattr(after, name) for name in stays] == [getattr(before, name) for name in stays]
    (record,) = OutgoingRecord.objects.filter(action="assessment.document.erased")
    assert (record.subject_id, record.details) == (str(after.pk), {"ground": "回送"})


def test_what_was_corrected_in_it_goes_too_and_else_stays() -> None:
    actor = clerk()
    document = taken(report(), actor)
    made = OfficialCorrection.objects.create(
        document=document,
        tax_year=document.tax_year,
        changes=[{"item": "revenue", "before": 1, "after": 2}],
        reason="桁の誤り",
        evidence="賃金台帳",
        proposed_by=actor,
        proposed_at=START,
    )
    CorrectionDecision.objects.create(
        correction=made, approved=True, decided_by=actor, decided_at=START
    )
    TaxDocument.objects.update(state=DocumentState.ACTIVE)  # while the document counts
    with pytest.raises(DatabaseError), transaction.atomic():
        CorrectionDecision.objects.all().delete()
    TaxDocument.objects.update(state=DocumentState.FORWARDED)
    committed(document.pk, actor=actor)
    assert not CorrectionDecision.objects.exists()
    assert not OfficialCorrection.objects.exists()


def test_numbers_leave_the_vault_once_the_rest_is_committed() -> None:
    actor = clerk()
    document = taken(report(), actor)
    stays = taken(
        report(name="別　人", individual_number=number(9), municipality="131016"), actor, "b.csv"
    )
    committed(document.pk, actor=actor)
    left = SealedNumber.objects.filter(subject_kind="tax_document")
    assert set(left.values_list("subject_id", flat=True)) == {stays.pk}


def test_numbers_stay_if_the_act_is_undone_and_an_interrupted_one_is_done_again() -> None:
    actor = clerk()
    document = taken(report(), actor)
    outer = transaction.atomic()
    outer.__enter__()
    erase(document.pk, actor=actor)
    transaction.set_rollback(True)
    outer.__exit__(None, None, None)
    assert SealedNumber.objects.filter(subject_id=document.pk).count() == 2
    erase(document.pk, actor=actor)  # killed before it came to the vault
    assert SealedNumber.objects.filter(subject_id=document.pk).exists()
    assert committed(document.pk, actor=actor) == 0
    assert not SealedNumber.objects.filter(subject_id=document.pk).exists()
    assert OutgoingRecord.objects.filter(action="assessment.document.erased").count() == 1


def test_a_document_that_counts_or_is_not_there_is_not_erased_nor_any_beside_it() -> None:
    actor = clerk()
    forwarded = taken(report(), actor)
    ours = taken(wages(wage()), actor, "b.csv")
    for keys in ((forwarded.pk, ours.pk), (forwarded.pk, ours.pk + 1)):
        with pytest.raises(ErasureRefusedError, match=str(keys[1])):
            erase(*keys, actor=actor)
    assert WageFigures.objects.count() == 2


def test_a_return_that_was_ended_is_erased_with_scans_that_show_nothing_else() -> None:
    actor = clerk()
    key = ImageKey.objects.create(id="k", primary=True, wrapped_by="w", wrapped=b"", made_at=START)
    own, shared = (
        ImageSet.objects.create(
            about="x",
            pages=1,
            digest=str(n),
            size_bytes=1,
            key=key,
            stored_at=START,
            stored_by=actor,
        ).pk
        for n in range(2)
    )
    one = HandedDocument(
        kind=DocumentKind.INHABITANT_RETURN,
        tax_year=2026,
        channel=Channel.PAPER,
        source=Source.PERSON,
        reference="1",
        name=SECRETS[0],
        kana=SECRETS[1],
        address=SECRETS[2],
        columns={"income_business": 100},
        relatives=(HandedRelative(place="spouse", name=SECRETS[4]),),
        images=own,
    )
    handed = [
        one,
        replace(one, reference="2", images=shared),
        replace(one, reference="3", images=shared),
    ]
    keys = take_documents(handed, received_file_id=None, actor=actor, at=START)
    for document in keys[:2]:
        end_document(document, state="cancelled", reason="回送", actor=actor, at=START)
    assert committed(*keys[:2], actor=actor) == 2
    assert list(ReturnFigures.objects.values_list("document", flat=True)) == [keys[2]]
    assert [erasure.image_set_id for erasure in ImageErasure.objects.all()] == [own]


def test_the_decision_to_forward_stays_and_cannot_be_taken_back() -> None:
    actor = clerk()
    document = taken(report(municipality="112101"), actor)
    decision = decide_match.forward(
        document_id=document.pk, municipality=KUMAGAYA, actor=actor, at=START
    )
    committed(document.pk, actor=actor)
    with pytest.raises(decide_match.DecisionRefusedError, match="消去"):
        decide_match.undo(decision_id=decision.pk, actor=actor, at=START)
    kept = MatchDecision.objects.get()
    assert kept.reason["municipality"] == KUMAGAYA


def test_the_same_row_sent_again_is_known() -> None:
    actor = clerk()
    document = taken(report(), actor)
    committed(document.pk, actor=actor)
    both = wages(
        told(),
        wage(name="別　人", recipient_reference="2", municipality=KUMAGAYA),
    )
    again = import_documents(
        data=both, name="b.csv", tax_year=2026, channel=Channel.ELTAX, actor=actor, at=START
    )
    assert (again.accepted, again.duplicates) == (1, 1)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads the pages of SQLite")
def test_nothing_of_the_person_is_left_in_the_pages_of_the_database() -> None:
    """T-B04: the values are absent from the database's pages: tables, indexes, freed ones."""
    actor = clerk()
    document = taken(report(), actor)
    pages = connection.connection.serialize
    assert [secret for secret in SECRETS if secret.encode() not in pages()] == []
    erase(document.pk, actor=actor)
    assert document.payer_name.encode() in pages()
    assert [secret for secret in SECRETS if secret.encode() in pages()] == []
