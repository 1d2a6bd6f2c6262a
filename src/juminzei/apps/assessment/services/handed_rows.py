"""The rows of one document that was handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Max

from juminzei.apps.addressees.api import survivor
from juminzei.apps.assessment.models import (
    DocumentState,
    MatchDecision,
    MatchState,
    ReturnFigures,
    StatedRelative,
    Submission,
    TaxDocument,
)
from juminzei.apps.assessment.services.handed_document import HandedOverError
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.linkage.points import RULES_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from juminzei.apps.assessment.services.handed_document import HandedDocument, HandedRelative
    from juminzei.platform.staff.models import StaffMember

IN_PERSON = {"stage": "clerk", "sentence": "受け付けたときに本人を確認しました。"}


def write_document(
    handed: HandedDocument,
    *,
    pk: int,
    document_number: int,
    received_file_id: int | None,
    actor: StaffMember,
    at: datetime,
) -> None:
    """Write one document with its figures, relatives and decision, inside a transaction.

    Raises:
        HandedOverError: What it replaces does not count any more.
    """
    key = handed.key()
    ours = handed.municipality in {"", settings.CONFIGURATION.municipality}
    document = TaxDocument(
        pk=pk,
        tax_year=handed.tax_year,
        kind=handed.kind,
        document_number=document_number,
        channel=handed.channel,
        source=handed.source,
        received_file_id=received_file_id,
        row_number=_next_row(received_file_id),
        reference=handed.reference,
        filed_on=handed.filed_on,
        submission=Submission.NEW if handed.replaces is None else Submission.CORRECTED,
        state=DocumentState.ACTIVE if ours else DocumentState.FORWARDED,
        content_key=key,
        slip_key=key,
        payer_name=blank_numbers_in_words(handed.payer_name),
        name=blank_numbers_in_words(handed.name),
        kana=blank_numbers_in_words(handed.kana),
        birth_on=handed.birth_on,
        address=blank_numbers_in_words(handed.address),
        municipality=handed.municipality or settings.CONFIGURATION.municipality,
        has_number=handed.number is not None,
        number_valid=handed.number is not None and handed.number.is_valid,
        match_state=MatchState.WAITING if ours else MatchState.NOT_OURS,
    )
    document.save(force_insert=True)
    ReturnFigures.objects.create(
        document=document,
        columns=dict(handed.columns),
        stated={name: _kept(value) for name, value in handed.stated.items()},
        collection_choice=handed.collection_choice,
    )
    StatedRelative.objects.bulk_create(_relatives(document, handed.relatives))
    _end_former(handed, document)
    if ours and handed.addressee is not None:
        _identified(document, handed.addressee, actor, at)


def _next_row(received_file_id: int | None) -> int:
    if received_file_id is None:
        return 0
    rows = TaxDocument.objects.filter(received_file=received_file_id)
    return (rows.aggregate(n=Max("row_number"))["n"] or 0) + 1


def _kept(value: int | str) -> int | str:
    return blank_numbers_in_words(value) if isinstance(value, str) else value


def _relatives(
    document: TaxDocument, relatives: Iterable[HandedRelative]
) -> Iterable[StatedRelative]:
    for one in relatives:
        yield StatedRelative(
            document=document,
            place=one.place,
            name=blank_numbers_in_words(one.name),
            kana=blank_numbers_in_words(one.kana),
            birth_on=one.birth_on,
            relationship=one.relationship,
            has_number=one.number is not None,
            income=one.income,
            disability=one.disability,
            abroad=one.abroad,
            cohabiting=one.cohabiting,
            apart_address=blank_numbers_in_words(one.apart_address),
        )


def _end_former(handed: HandedDocument, document: TaxDocument) -> None:
    if handed.replaces is None:
        return
    former = TaxDocument.objects.filter(
        pk=handed.replaces, kind=handed.kind, tax_year=handed.tax_year, state=DocumentState.ACTIVE
    )
    if not former.update(state=DocumentState.REPLACED, replaced_by=document):
        raise HandedOverError(
            f"差し替える資料 {handed.replaces} は、もう有効ではありません。"
            "画面を読み直してください。"
        )


def _identified(document: TaxDocument, addressee: int, actor: StaffMember, at: datetime) -> None:
    stands = survivor(addressee)
    MatchDecision.objects.create(
        document=document,
        outcome=MatchState.CLERK,
        addressee_id=stands,
        reason={**IN_PERSON, **({"under": addressee} if addressee != stands else {})},
        rules_version=RULES_VERSION,
        decided_by=actor,
        decided_at=at,
    )
    document.match_state, document.addressee_id = MatchState.CLERK, stands
    document.save(update_fields=["match_state", "addressee"])
