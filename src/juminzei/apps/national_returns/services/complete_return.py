"""Completes a return with what was entered from its image."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.assessment.api import DocumentState, document_standing, take_documents
from juminzei.apps.national_returns.models import DeliveryKind, StagedReturn, StagedState
from juminzei.apps.national_returns.selectors.entry_boxes import box_of, rows_of
from juminzei.apps.national_returns.selectors.stored_content import kept, read_back
from juminzei.apps.national_returns.services.box_columns import out_of_range
from juminzei.apps.national_returns.services.handed_return import (
    Whose,
    all_columns,
    handed_document,
)
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.services.remarks import remarks_of
from juminzei.apps.national_returns.services.stage_returns import reference_of
from juminzei.formats.national_return_supplement import supplemented
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.channel import Channel, Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.formats.national_return_record import NationalReturn, Value
    from juminzei.platform.staff.models import StaffMember


def complete_return(
    staged: StagedReturn, values: Mapping[str, object], *, actor: StaffMember, at: datetime
) -> bool:
    """Complete a return, if it is known whose it is; return whether it was.

    The document that was handed over with the number is replaced by the complete one, which
    is given to the same person: the number itself is known to the vault alone.

    Raises:
        ReturnsRefusedError: An amount is one that no column can hold, or the document ended.
    """
    return replace_content(
        staged, _whole(staged, values), suffix=str(staged.passes.count()), actor=actor, at=at
    )


def replace_content(
    staged: StagedReturn, whole: NationalReturn, *, suffix: str, actor: StaffMember, at: datetime
) -> bool:
    """Let a return say something else from now on, if its person is known; return whether so.

    The former document stays, ended as replaced.

    Args:
        staged: The return.
        whole: What it says now.
        suffix: What tells the new document from the former ones of the return.
        actor: Who acts.
        at: When.

    Raises:
        ReturnsRefusedError: An amount is one that no column can hold, or the document ended.
    """
    key = staged.document_id or 0
    standing = document_standing([key]).get(key)
    if standing is None or standing.state != DocumentState.ACTIVE:
        raise ReturnsRefusedError("この申告の課税資料は、もう有効ではありません。")
    if standing.addressee is None:
        return False
    if out_of_range(whole):
        raise ReturnsRefusedError("金額が大きすぎるか、負の金額を書けない欄が負です。")
    handed = handed_document(
        whole,
        _whose(staged, suffix),
        tax_year=staged.tax_year,
        images=staged.image_set_id,
        replaces=staged.document_id,
        addressee=standing.addressee,
    )
    (staged.document_id,) = take_documents([handed], received_file_id=None, actor=actor, at=at)
    staged.content = kept(whole)
    staged.problems = []
    staged.remarks = remarks_of(whole, all_columns(whole, staged.birth_on))
    staged.forms = [form.form for form in whole.forms]
    staged.state = StagedState.TAKEN
    staged.save(update_fields=["document", "content", "problems", "remarks", "forms", "state"])
    audit.record(
        action="national_returns.return.completed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{standing.addressee:010d}",
        details={"return": staged.pk, "document": staged.document_id},
    )
    return True


def _whose(staged: StagedReturn, suffix: str) -> Whose:
    forwarded = staged.delivery.kind == DeliveryKind.FORWARDED
    return Whose(
        name=staged.name,
        kana=staged.kana,
        birth_on=staged.birth_on,
        address=staged.address_january or staged.address,
        number=None,
        reference=reference_of(staged, suffix),
        filed_on=staged.received_on,
        channel=Channel(staged.delivery.channel),
        source=Source.MUNICIPALITY if forwarded else Source.AGENCY,
    )


def _whole(staged: StagedReturn, values: Mapping[str, object]) -> NationalReturn:
    one = read_back(staged.content)
    singles = {name: _value(name, value) for name, value in values.items() if "." not in name}
    rows: dict[str, list[dict[str, Value]]] = {
        group: [{tag: _value(tag, value) for tag, value in row.items()} for row in found]
        for group, found in rows_of(values).items()
    }
    heading: dict[str, Value] = {
        "NENBUN": staged.tax_year - 1,
        "NOZEISHA_NM": staged.name,
        "NOZEISHA_NM_KN": staged.kana,
        **one.heading,
    }
    return supplemented(one, heading, singles, rows)


def _value(tag: str, value: object) -> Value:
    if box_of(tag).type == "date":
        return date.fromisoformat(str(value))
    return value if isinstance(value, int) else str(value)
