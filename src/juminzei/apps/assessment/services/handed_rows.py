"""The rows of documents that were handed over."""

from __future__ import annotations

from itertools import count
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
from juminzei.platform.storage.bulk import Same, bulk_insert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from juminzei.apps.assessment.services.handed_document import HandedDocument
    from juminzei.platform.staff.models import StaffMember

IN_PERSON = {"stage": "clerk", "sentence": "受け付けたときに本人を確認しました。"}


def write_rows(
    handed: Mapping[int, HandedDocument],
    document_numbers: Mapping[int, int],
    *,
    received_file_id: int | None,
    actor: StaffMember,
    at: datetime,
) -> None:
    """Write documents by key with figures, relatives and decisions, inside a transaction.

    Raises:
        HandedOverError: What one of them replaces does not count any more.
    """
    bulk_insert(TaxDocument, _document_columns(handed, document_numbers, received_file_id))
    bulk_insert(
        ReturnFigures,
        {
            "document_id": list(handed),
            "columns": [dict(one.columns) for one in handed.values()],
            "stated": [_kept(one.stated) for one in handed.values()],
            "collection_choice": [one.collection_choice for one in handed.values()],
        },
    )
    bulk_insert(StatedRelative, _relative_columns(handed))
    for key, one in handed.items():
        _end_former(one, key)
        if one.addressee is not None and _is_ours(one):
            _identified(key, one.addressee, actor, at)


def _document_columns(
    handed: Mapping[int, HandedDocument],
    document_numbers: Mapping[int, int],
    received_file_id: int | None,
) -> dict[str, Sequence[object] | Same]:
    here = settings.CONFIGURATION.municipality
    all_ = list(handed.values())
    ours = [_is_ours(one) for one in all_]
    active, forwarded = DocumentState.ACTIVE, DocumentState.FORWARDED
    waiting, not_ours = MatchState.WAITING, MatchState.NOT_OURS
    keys = [one.key() for one in all_]
    taken = ("tax_year", "kind", "channel", "source", "reference", "filed_on", "birth_on")
    words = ("payer_name", "name", "kana", "address")
    return {
        "id": list(handed),
        "document_number": [document_numbers[key] for key in handed],
        "received_file_id": Same(received_file_id),
        "row_number": _row_numbers(received_file_id, all_),
        "image_set_id": [one.images for one in all_],
        **{name: [getattr(one, name) for one in all_] for name in taken},
        **{name: [blank_numbers_in_words(getattr(one, name)) for one in all_] for name in words},
        "submission": [
            Submission.NEW if one.replaces is None else Submission.CORRECTED for one in all_
        ],
        "state": [active if mine else forwarded for mine in ours],
        "content_key": keys,
        "slip_key": keys,
        "municipality": [one.municipality or here for one in all_],
        "has_number": [one.number is not None for one in all_],
        "number_valid": [one.number is not None and one.number.is_valid for one in all_],
        "match_state": [waiting if mine else not_ours for mine in ours],
    }


def _is_ours(handed: HandedDocument) -> bool:
    return handed.municipality in {"", settings.CONFIGURATION.municipality}


def _row_numbers(received_file_id: int | None, handed: Sequence[HandedDocument]) -> Sequence[int]:
    if received_file_id is None:
        return [0] * len(handed)
    rows = TaxDocument.objects.filter(received_file=received_file_id)
    following = count((rows.aggregate(n=Max("row_number"))["n"] or 0) + 1)
    return [next(following) if one.row is None else one.row for one in handed]


def _kept(stated: Mapping[str, int | str]) -> dict[str, int | str]:
    return {
        name: blank_numbers_in_words(value) if isinstance(value, str) else value
        for name, value in stated.items()
    }


def _relative_columns(handed: Mapping[int, HandedDocument]) -> dict[str, Sequence[object] | Same]:
    named = [(key, relative) for key, one in handed.items() for relative in one.relatives]
    taken = ("place", "birth_on", "income", "disability", "abroad", "cohabiting")
    words = ("name", "kana", "relationship", "apart_address")
    return {
        "document_id": [key for key, _ in named],
        **{name: [getattr(one, name) for _, one in named] for name in taken},
        **{
            name: [blank_numbers_in_words(getattr(one, name)) for _, one in named] for name in words
        },
        "has_number": [one.number is not None for _, one in named],
    }


def _end_former(handed: HandedDocument, key: int) -> None:
    if handed.replaces is None:
        return
    former = TaxDocument.objects.filter(
        pk=handed.replaces, kind=handed.kind, tax_year=handed.tax_year, state=DocumentState.ACTIVE
    )
    if not former.update(state=DocumentState.REPLACED, replaced_by=key):
        raise HandedOverError(
            f"差し替える資料 {handed.replaces} は、もう有効ではありません。"
            "画面を読み直してください。"
        )


def _identified(key: int, addressee: int, actor: StaffMember, at: datetime) -> None:
    stands = survivor(addressee)
    MatchDecision.objects.create(
        document_id=key,
        outcome=MatchState.CLERK,
        addressee_id=stands,
        reason={**IN_PERSON, **({"under": addressee} if addressee != stands else {})},
        rules_version=RULES_VERSION,
        decided_by=actor,
        decided_at=at,
    )
    TaxDocument.objects.filter(pk=key).update(match_state=MatchState.CLERK, addressee=stands)
