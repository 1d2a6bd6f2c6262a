"""Taking in what another department hands over: once, whole or not at all, agreed items only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.addressees.api import hold_clusters
from juminzei.apps.departments.agreements import agreements
from juminzei.apps.departments.models import DepartmentFile, Store, WaitingCause, WaitingRow
from juminzei.apps.departments.selectors.stores import STORES
from juminzei.apps.departments.services.facts import fact_of
from juminzei.apps.departments.services.people import FeedPeople
from juminzei.apps.departments.services.post_facts import Posting, post, withdraw_absent
from juminzei.apps.departments.services.refusal import DepartmentsRefusedError
from juminzei.base.numbers import addressee_number
from juminzei.formats import department_feed
from juminzei.formats.errors import FormatError
from juminzei.platform.audit import services as audit
from juminzei.platform.documents import services as documents
from juminzei.platform.documents.channel import Channel, Source, Way
from juminzei.platform.documents.receivers import Outcome
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.formats.department_feed import DepartmentRecord, Feed
    from juminzei.platform.documents.models import ReceivedFile
    from juminzei.platform.staff.models import StaffMember

RECEIVE = "departments.receive"
INTERNAL = Way(Channel.INTERNAL, Source.DEPARTMENT)


@dataclass(slots=True)
class _Sorted:
    """The rows of a feed by what is done with them."""

    postings: list[Posting] = field(default_factory=list)
    waiting: list[WaitingRow] = field(default_factory=list)
    outside: int = 0


@transaction.atomic
def take_feed(
    *,
    content: bytes,
    name: str,
    actor: StaffMember,
    at: datetime,
    way: Way = INTERNAL,
) -> Outcome:
    """Take in one feed; the same file again changes nothing.

    A file whose control totals are not those of its rows, or a file of everything with a row
    that cannot be read, is held as a whole: nothing of it is posted.

    Args:
        content: The file.
        name: What it is called.
        actor: Who is answerable; needs ``departments.receive``.
        at: When.
        way: How it came.

    Raises:
        DepartmentsRefusedError: It is not a feed that was agreed on; nothing was kept.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, RECEIVE, on=at.date())
    try:
        feed = department_feed.read(content)
    except FormatError as error:
        raise DepartmentsRefusedError(str(error)) from None
    _refuse_unagreed(feed, at)
    kind = feed.head.kind
    received = documents.receive(content=content, kind=kind, name=name, actor=actor, at=at, way=way)
    known = DepartmentFile.objects.filter(received_file=received.file).first()
    if known is not None:
        return Outcome(known.rows, 0, duplicates=known.rows, known=True, file_id=received.file.pk)
    held = _held_reason(feed)
    if held:
        file = _entered(feed, received.file, actor, at, held=True, held_reason=held)
    else:
        file = _post(feed, received.file, actor, at)
    return _finished(file, actor, at)


def _refuse_unagreed(feed: Feed, at: datetime) -> None:
    """Refuse another city's file, and what no agreement in force names."""
    own = str(settings.CONFIGURATION.municipality)
    if feed.head.municipality != own:
        raise DepartmentsRefusedError(
            f"ほかの市町村のファイルです（本市は {own}）。送付元を確かめてください。"
        )
    agreement = agreements().get(feed.head.kind)
    if agreement is None or not agreement.holds(at.date()):
        raise DepartmentsRefusedError("この資料の提供の取決めがありません。取り込みません。")
    if agreement.department != feed.head.department:
        raise DepartmentsRefusedError(
            f"取決めた部署（{agreement.department}）の資料ではありません。送付元を確かめてください。"
        )


def _held_reason(feed: Feed) -> str:
    """Return why nothing of a feed may be posted; empty if it may."""
    if feed.stated != feed.counted:
        return (
            "最後の行の合計（件数・宛名番号・金額）が、明細と合いません。再送を依頼してください。"
        )
    if feed.head.whole and feed.broken:
        rows = "、".join(str(row.row) for row in feed.broken[:10])
        return f"全件の資料に読めない行があります（{rows} 行目）。直して再送を依頼してください。"
    store = agreements()[feed.head.kind].store
    later = DepartmentFile.objects.filter(store=store, held=False, as_of__gt=feed.head.as_of)
    if later.exists():
        return "これより新しい基準日の資料を取り込み済みです。順番を確かめてください。"
    return ""


def _post(feed: Feed, received: ReceivedFile, actor: StaffMember, at: datetime) -> DepartmentFile:
    hold_clusters()
    store = STORES[agreements()[feed.head.kind].store]
    sorted_rows = _sort(feed, store.store)
    file = _entered(
        feed,
        received,
        actor,
        at,
        waiting=len(sorted_rows.waiting),
        outside=sorted_rows.outside,
        accepted=len(sorted_rows.postings),
    )
    posted = post(store, sorted_rows.postings, file=file, at=at)
    withdrawn = 0
    if feed.head.whole:
        named = {record.reference for _, record in feed.records}
        years = {record.income_year for _, record in feed.records if record.income_year}
        if store.store != Store.PREMIUMS or years:
            withdrawn = withdraw_absent(store, named, file=file, at=at, years=years)
    for row in sorted_rows.waiting:
        row.file = file
    WaitingRow.objects.bulk_create(sorted_rows.waiting)
    file.unchanged, file.withdrawn = posted.unchanged, withdrawn
    file.save(update_fields=["unchanged", "withdrawn"])
    return file


def _sort(feed: Feed, store: str) -> _Sorted:
    people = FeedPeople([record for _, record in feed.records], feed.head.as_of)
    found = _Sorted()
    for broken in feed.broken:
        findings = [str(finding) for finding in broken.findings]
        found.waiting.append(_unreadable(store, broken.row, findings))
    for row, record in feed.records:
        if not addressee_number.is_valid(record.addressee_number):
            finding = f"{row}行目: 宛名番号の検査数字が合いません。送付元に確かめてください。"
            found.waiting.append(_unreadable(store, row, [finding]))
            continue
        person = people.person(record)
        if person is None:
            found.outside += 1
            continue
        fact = fact_of(store, record)
        cause = people.doubt(record) or (WaitingCause.GRADE if fact is None else None)
        if cause is not None or fact is None:
            found.waiting.append(_doubtful(feed.head.kind, store, row, record, cause))
            continue
        withdrawn = record.change == "取消"
        found.postings.append(Posting(row, record.reference, person.survivor, withdrawn, fact))
    return found


def _unreadable(store: str, row: int, findings: list[str]) -> WaitingRow:
    """Keep where and what is wrong, and nothing of a person who is not known."""
    cause = WaitingCause.UNREADABLE
    return WaitingRow(store=store, row_number=row, cause=cause, findings=findings)


def _doubtful(
    kind: str, store: str, row: int, record: DepartmentRecord, cause: WaitingCause | None
) -> WaitingRow:
    return WaitingRow(
        store=store,
        row_number=row,
        cause=cause or WaitingCause.GRADE,
        addressee_id=record.addressee_number,
        text=department_feed.row_text(kind, record),
    )


def _entered(
    feed: Feed, received: ReceivedFile, actor: StaffMember, at: datetime, **columns: object
) -> DepartmentFile:
    counts = dict.fromkeys(("accepted", "unchanged", "withdrawn", "waiting", "outside"), 0)
    return DepartmentFile.objects.create(
        received_file=received,
        store=agreements()[feed.head.kind].store,
        department=feed.head.department,
        whole=feed.head.whole,
        as_of=feed.head.as_of,
        made_on=feed.head.made_on,
        rows=feed.counted.rows,
        taken_at=at,
        taken_by=actor,
        **{**counts, **columns},
    )


def _finished(file: DepartmentFile, actor: StaffMember, at: datetime) -> Outcome:
    counts = {
        "received": file.rows,
        "accepted": file.accepted - file.unchanged,
        "held": file.rows if file.held else file.waiting,
        "duplicates": file.unchanged,
        "outside": file.outside,
        "withdrawn": file.withdrawn,
    }
    taken = counts["accepted"] + file.outside
    kept = {**counts, "accepted": taken}  # as the register counts: who is not ours is done with
    documents.complete(file.received_file, counts=kept, layout=f"{file.store}_1")
    audit.record(
        action="departments.feed.held" if file.held else "departments.feed.taken",
        actor=actor,
        at=at,
        subject_kind="department_file",
        subject_id=str(file.pk),
        details={"store": file.store, "whole": file.whole, **counts},
    )
    return Outcome(
        received=file.rows,
        accepted=taken,
        held=counts["held"],
        duplicates=file.unchanged,
        file_id=file.received_file_id,
        further={"outside": file.outside, "withdrawn": file.withdrawn},
    )
