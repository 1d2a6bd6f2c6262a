"""Entering and ending where a person's letters go."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from juminzei.apps.addressees.api import postal
from juminzei.apps.correspondence.models import Arrangement
from juminzei.apps.correspondence.precedence import taxes
from juminzei.apps.correspondence.selectors.arrangements import newest
from juminzei.apps.correspondence.services.entry import Entry, check
from juminzei.apps.correspondence.services.refusal import CorrespondenceRefusedError
from juminzei.base.wareki import wareki_text
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

EDIT = "correspondence.edit"
AT_ONCE = (
    "同じ人について、別の職員が同時に登録しました。この登録は行われていません。"
    "画面を読み直し、その登録を確かめてから、必要なら入れ直してください。"
)
REPEATED = tuple(Entry.__dataclass_fields__)


def enter(addressee_number: int, entry: Entry, *, actor: StaffMember, at: datetime) -> Arrangement:
    """Enter where a person's letters go, who takes them, or that none go out.

    Args:
        addressee_number: Whose letters.
        entry: What is entered.
        actor: The clerk; needs ``correspondence.edit``.
        at: When.

    Raises:
        CorrespondenceRefusedError: The entry lacks something, or another one of the same kind
            and tax is in force on one of its days; nothing was done.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, EDIT, on=at.date())
    check(entry, addressee_number)
    if addressee_number not in postal([addressee_number]):
        raise CorrespondenceRefusedError("この宛名番号の人はいません。")
    with transaction.atomic():
        sequence = _last(addressee_number, "sequence")  # before looking at what others entered
        _refuse_overlap(addressee_number, entry)
        number = _last(addressee_number, "entry") + 1
        made = _appended(addressee_number, entry, (sequence + 1, number, 1), actor, at)
        _record("correspondence.arrangement.entered", made, actor, at)
    return made


def end(
    arrangement_id: int,
    *,
    last_day: date,
    reason: str,
    evidence: str,
    actor: StaffMember,
    at: datetime,
) -> Arrangement:
    """End an entry on its last day, by another version of it.

    Args:
        arrangement_id: The newest version of the entry.
        last_day: The last day on which it holds; the day before its first day takes
            back an entry that should never have been.
        reason: Why it ends.
        evidence: What shows it.
        actor: The clerk; needs ``correspondence.edit``.
        at: When.

    Raises:
        CorrespondenceRefusedError: It ended before, somebody changed it meanwhile, or the
            day will not do; nothing was done.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, EDIT, on=at.date())
    held = newest().filter(pk=arrangement_id).first()
    if held is None:
        raise CorrespondenceRefusedError(
            "この登録は、別の職員が先に変更しました。画面を読み直してください。", conflict=True
        )
    entry = Entry(**{name: getattr(held, name) for name in REPEATED if name != "connected"})
    ended = replace(
        entry,
        connected=held.connected_id,
        valid_until=last_day,
        reason=reason.strip(),
        evidence=evidence.strip(),
    )
    _check_end(held, ended)
    with transaction.atomic():
        sequence = _last(held.addressee_id, "sequence") + 1
        place = (sequence, held.entry, held.version + 1)
        made = _appended(held.addressee_id, ended, place, actor, at)
        _record("correspondence.arrangement.ended", made, actor, at)
    return made


def _check_end(held: Arrangement, ended: Entry) -> None:
    if ended.valid_until is None or ended.valid_until < held.valid_from - timedelta(days=1):
        raise CorrespondenceRefusedError(
            "終了日は、開始日の前日（取消）から後の日にしてください。", field="last_day"
        )
    if held.valid_until is not None and ended.valid_until > held.valid_until:
        raise CorrespondenceRefusedError(
            "すでに終わる日が決まっています。それより後の日にはできません。", field="last_day"
        )
    for field in ("reason", "evidence"):
        if not getattr(ended, field):
            label = "理由" if field == "reason" else "根拠資料"
            raise CorrespondenceRefusedError(f"{label}を入れてください。", field=field)


def _refuse_overlap(addressee_number: int, entry: Entry) -> None:
    """Refuse a second entry of the same kind and tax on the same days."""
    begun = Q() if entry.valid_until is None else Q(valid_from__lte=entry.valid_until)
    lasting = Q(valid_until=None) | Q(valid_until__gte=entry.valid_from)
    held = newest().filter(
        begun, lasting, addressee_id=addressee_number, kind=entry.kind, tax=entry.tax
    )
    for other in held.select_related("recorded_by"):
        if other.valid_until is not None and other.valid_until < other.valid_from:
            continue  # taken back: never in force
        until = wareki_text(other.valid_until) if other.valid_until else ""
        raise CorrespondenceRefusedError(
            f"{wareki_text(other.valid_from)}から{until}の{entry.kind.label}"
            f"（{taxes()[entry.tax]}）を、{other.recorded_by.name}が登録しています。"
            "期間が重なるので、先にその登録を終了するか、開始日を変えてください。",
            field="valid_from",
            conflict=True,
        )


def _appended(
    addressee_number: int,
    entry: Entry,
    place: tuple[int, int, int],
    actor: StaffMember,
    at: datetime,
) -> Arrangement:
    """Append a row at its place (sequence, entry, version), unless somebody just took it."""
    sequence, number, version = place
    columns = asdict(entry)
    connected = columns.pop("connected")
    try:
        with transaction.atomic():
            return Arrangement.objects.create(
                **columns,
                connected_id=connected,
                addressee_id=addressee_number,
                sequence=sequence,
                entry=number,
                version=version,
                recorded_at=at,
                recorded_by=actor,
            )
    except IntegrityError as error:
        raise CorrespondenceRefusedError(AT_ONCE, conflict=True) from error


def _last(addressee_number: int, column: str) -> int:
    rows = Arrangement.objects.filter(addressee_id=addressee_number)
    return int(rows.aggregate(last=Max(column))["last"] or 0)


def _record(action: str, made: Arrangement, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(made.addressee_id),
        details={"kind": made.kind, "tax": made.tax, "entry": made.entry, "version": made.version},
    )
