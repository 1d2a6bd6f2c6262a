"""Numbers whose document was never stored are found a day later and destroyed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.individual_number import seal_numbers
from juminzei.apps.assessment.models import DocumentKind, NumberSweep, TaxDocument
from juminzei.apps.assessment.services import handing_over
from juminzei.apps.assessment.services.handing_over import take_documents
from juminzei.apps.assessment.services.sweep_numbers import left_behind, sweep_numbers
from juminzei.cli.main import call
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.storage.ids import reserve_ids
from juminzei.platform.vault.models import SealedNumber
from support.moments import START
from support.report_files import number
from support.staff_members import clerk

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
DAY = timedelta(days=1)


class PowerCut(BaseException):
    """Ends an act like a power cut: no handler of ours sees it."""


def handed(seed: int) -> handing_over.HandedDocument:
    spouse = handing_over.HandedRelative(place="spouse", name="架空花子", number=number(seed + 50))
    return handing_over.HandedDocument(
        kind=DocumentKind.ONE_STOP,
        tax_year=2026,
        channel=Channel.ELTAX,
        source=Source.MUNICIPALITY,
        name="架空太郎",
        kana="カクウタロウ",
        address="加須市三俣",
        reference=f"r{seed}",
        number=number(seed),
        relatives=[spouse],
    )


@pytest.fixture
def actor() -> StaffMember:
    return clerk()


def take(seed: int, actor: StaffMember) -> list[int]:
    return take_documents([handed(seed)], received_file_id=None, actor=actor, at=START)


def killed(seed: int, actor: StaffMember, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal a document's numbers and die before the document is written."""

    def cut(*_: object, **__: object) -> None:
        raise PowerCut

    with monkeypatch.context() as broken:
        broken.setattr(handing_over, "write_rows", cut)
        with pytest.raises(PowerCut):
            take(seed, actor)


def under() -> set[int]:
    return set(SealedNumber.objects.values_list("subject_id", flat=True))


def test_what_a_killed_act_sealed_is_destroyed_by_the_second_sweep(
    actor: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-J10: nothing of it stays; what belongs to a document stays."""
    kept = take(1, actor)
    killed(2, actor, monkeypatch)
    assert len(under()) == 2
    assert sweep_numbers(actor=actor, at=START).documents == 0, "it might be under way"
    sweep = sweep_numbers(actor=actor, at=START + DAY)
    assert (sweep.documents, sweep.numbers) == (1, 2)
    assert under() == set(kept)
    assert SealedNumber.objects.count() == 2
    record = OutgoingRecord.objects.filter(action="assessment.numbers.swept").latest("pk")
    assert (record.details["documents"], record.details["numbers"]) == (1, 2)
    assert sweep_numbers(actor=actor, at=START + 2 * DAY).numbers == 0


def test_what_is_being_taken_in_keeps_its_numbers(
    actor: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep_numbers(actor=actor, at=START)
    killed(1, actor, monkeypatch)
    later = START + DAY - timedelta(seconds=1)
    assert left_behind(later) == set()
    assert sweep_numbers(actor=actor, at=START + DAY).numbers == 0, "sealed after the note"
    assert len(under()) == 1
    assert sweep_numbers(actor=actor, at=START + 2 * DAY).numbers == 2
    assert under() == set()


def test_a_document_that_is_stored_late_is_not_robbed(actor: StaffMember) -> None:
    """Keys were reserved and numbers sealed before the note, the documents came after it."""
    key = reserve_ids(TaxDocument, 1)[0]
    seal_numbers({"recipient": [(key, number(3))]})
    sweep_numbers(actor=actor, at=START)
    document = TaxDocument.objects.get(pk=take(4, actor)[0])
    document.pk, document.document_number = key, 99
    document.content_key, document.reference = "late", ""
    document.save(force_insert=True)
    assert sweep_numbers(actor=actor, at=START + DAY).numbers == 0
    assert key in under()


def test_sweeping_is_not_for_everybody_and_each_is_on_record(actor: StaffMember) -> None:
    with pytest.raises(NotPermittedError):
        sweep_numbers(actor=clerk("collection_clerk", staff_number="4001"), at=START)
    assert not NumberSweep.objects.exists()
    sweep_numbers(actor=actor, at=START)
    assert OutgoingRecord.objects.filter(action="assessment.numbers.swept").count() == 1


def test_the_command_sweeps_and_tells(actor: StaffMember) -> None:
    assert actor
    told = call("documents", ["sweep"])
    assert isinstance(told, dict)
    assert (told["documents"], told["numbers"]) == (0, 0)
    assert told["below"] == NumberSweep.objects.get().below
