"""Stages the returns of a part of a delivery and hands them to the assessment.

The newest of several returns of a person counts: one received later takes the place of the
document before it; one that comes late but was received earlier is kept and counts for
nothing. The same content again is a double submission.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.assessment.api import DocumentState, document_standing, take_documents
from juminzei.apps.images.api import store_image_sets
from juminzei.apps.national_returns.models import DeliveryKind, StagedReturn, StagedState
from juminzei.apps.national_returns.services.handed_return import Whose, handed_document
from juminzei.base.japanese_text import kana_key
from juminzei.formats.national_return_record import NationalReturn
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.storage.bulk import bulk_insert
from juminzei.platform.storage.ids import reserve_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from juminzei.apps.assessment.api import HandedDocument
    from juminzei.apps.national_returns.models import ReturnDelivery
    from juminzei.apps.national_returns.services.delivered_return import Delivered
    from juminzei.platform.staff.models import StaffMember

ABOUT = "national_return"
KEEP_YEARS = 7
"""Years after the tax year for which a return is kept: our own assumption."""
COUNTING = (StagedState.TAKEN, StagedState.ENTRY, StagedState.CHECK)
CORRECTED = "C"
"""Stands before the number of a correction in the reference of its document."""
PENDING = "entry_pending"
"""Kept with the figures of a document that is not complete before somebody has entered more."""


def stage_returns(
    entry: ReturnDelivery,
    returns: Sequence[Delivered],
    *,
    received_file_id: int | None,
    actor: StaffMember,
    at: datetime,
) -> Counter[str]:
    """Stage returns in one transaction of the caller's; return how many came to which state.

    Args:
        entry: The delivery.
        returns: Some of its returns.
        received_file_id: What stands for the delivery among the files that were received.
        actor: Who takes the delivery in.
        at: When.
    """
    images = _stored_images(returns, actor=actor, at=at)
    counts: Counter[str] = Counter()
    for some in _rounds(returns):
        staged = [_stage(entry, one, images.get(one.row.seq)) for one in some]
        before = _counting({row.person_key for row in staged})
        _settle(staged, before)
        handed = _handed(entry, some, staged, before)
        documents = [document for _, document in handed]
        keys = take_documents(documents, received_file_id=received_file_id, actor=actor, at=at)
        for (row, _), key in zip(handed, keys, strict=True):
            row.document_id = key
        _write(staged)
        _supersede(staged, before)
        counts.update(row.state for row in staged)
    return counts


def _stored_images(
    returns: Sequence[Delivered], *, actor: StaffMember, at: datetime
) -> dict[int, int]:
    """Store the images and return the keys of their sets by number of the return."""
    seen = {one.row.seq: one.pages for one in returns if one.pages}
    sets = store_image_sets(list(seen.values()), about=ABOUT, actor=actor, at=at)
    return dict(zip(seen, sets, strict=True))


def _rounds(returns: Sequence[Delivered]) -> Iterable[list[Delivered]]:
    """Yield the returns in parts in which nobody comes twice, the earliest received first."""
    left = sorted(returns, key=lambda one: (one.row.received_on, one.row.seq))
    while left:
        now: dict[str, Delivered] = {}
        for one in left:
            now.setdefault(one.person_key, one)
        yield list(now.values())
        taken = {id(one) for one in now.values()}
        left = [one for one in left if id(one) not in taken]


def _stage(entry: ReturnDelivery, one: Delivered, image_set: int | None) -> StagedReturn:
    row = one.row
    return StagedReturn(
        delivery=entry,
        seq=row.seq,
        tax_year=one.tax_year,
        reference=row.reference[:40],
        person_key=one.person_key,
        content_key=one.content_key,
        name=row.name[:120],
        kana=row.kana[:120],
        kana_key=kana_key(row.kana)[:120],
        birth_on=row.birth_on,
        address=row.address[:200],
        address_january=row.address_january[:200],
        tax_office=row.tax_office[:40],
        received_on=row.received_on,
        kind=row.kind,
        has_number=one.number is not None,
        forms=[form.form for form in one.one.forms] or list(row.forms),
        content=one.content,
        problems=one.problem_rows(),
        remarks=list(one.remarks),
        image_set_id=image_set,
        state=one.state,
        keep_until=date(one.tax_year + KEEP_YEARS, 3, 31),
    )


def _settle(staged: Sequence[StagedReturn], before: Mapping[str, StagedReturn]) -> None:
    """Mark returns that count for nothing: known content, or received before one that is there."""
    for row in staged:
        former = before.get(row.person_key)
        if former is None:
            continue
        if former.content_key == row.content_key:
            row.state, row.newer = StagedState.DUPLICATE, former
        elif former.received_on > row.received_on:
            row.state, row.newer = StagedState.SUPERSEDED, former


def _counting(keys: Iterable[str]) -> dict[str, StagedReturn]:
    """Return the return that counts for each person, by the person's key."""
    rows = StagedReturn.objects.select_for_update().filter(
        person_key__in=list(keys), state__in=COUNTING
    )
    return {row.person_key: row for row in rows.order_by("received_on", "pk")}


def _handed(
    entry: ReturnDelivery,
    some: Sequence[Delivered],
    staged: Sequence[StagedReturn],
    before: Mapping[str, StagedReturn],
) -> list[tuple[StagedReturn, HandedDocument]]:
    """Return the documents of the returns that count, with the rows that are not written yet."""
    standing = document_standing(
        row.document_id for row in before.values() if row.document_id is not None
    )
    handed: list[tuple[StagedReturn, HandedDocument]] = []
    for one, row in zip(some, staged, strict=True):
        if row.state in COUNTING:
            former = before.get(row.person_key)
            key = former.document_id if former else None
            active = key in standing and standing[key].state == DocumentState.ACTIVE
            document = _document(entry, one, row, replaces=key if active else None)
            handed.append((row, document))
    return handed


def _write(staged: Sequence[StagedReturn]) -> None:
    """Write the rows, each of which learns its key."""
    for row, key in zip(staged, reserve_ids(StagedReturn, len(staged)), strict=True):
        row.pk = key
    names = [field.attname for field in StagedReturn._meta.concrete_fields]
    bulk_insert(StagedReturn, {name: [getattr(row, name) for row in staged] for name in names})


def _supersede(staged: Sequence[StagedReturn], before: Mapping[str, StagedReturn]) -> None:
    for row in staged:
        if row.state in COUNTING and (former := before.get(row.person_key)):
            former.state, former.newer = StagedState.SUPERSEDED, row
            former.save(update_fields=["state", "newer"])


def _document(
    entry: ReturnDelivery, one: Delivered, row: StagedReturn, *, replaces: int | None
) -> HandedDocument:
    forwarded = entry.kind == DeliveryKind.FORWARDED
    whose = Whose(
        name=row.name,
        kana=row.kana,
        birth_on=row.birth_on,
        address=row.address_january or row.address,
        number=one.number,
        reference=reference_of(row),
        filed_on=row.received_on,
        channel=Channel(entry.channel),
        source=Source.MUNICIPALITY if forwarded else Source.AGENCY,
    )
    readable = one.one if row.state != StagedState.CHECK else NationalReturn(heading={}, forms=())
    return handed_document(
        readable,
        whose,
        tax_year=row.tax_year,
        images=row.image_set_id,
        replaces=replaces,
        columns=one.columns,
        stated=pending(row),
        row=row.seq,
    )


def pending(row: StagedReturn) -> dict[str, int]:
    """Return what says that a document is not complete yet."""
    return {} if row.state == StagedState.TAKEN else {PENDING: 1}


def reference_of(row: StagedReturn, suffix: str = "") -> str:
    """Return by what the assessment knows a return, and each completion of it, again."""
    return f"KR-{row.delivery_id}-{row.seq}" + (f"-{suffix}" if suffix else "")


def states(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts by state, noughts included, for the register."""
    return {state.value: counts.get(state.value, 0) for state in StagedState}
