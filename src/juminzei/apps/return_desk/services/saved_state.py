"""Appending a version to a return: nothing saved is ever overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import known_numbers
from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.models import (
    ClaimedRelative,
    DeskReturn,
    ReturnState,
    ReturnVersion,
)
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.platform.audit import services as audit

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def locked(return_id: int, states: Collection[str]) -> DeskReturn:
    """Return a return locked for this transaction, if it is in one of ``states``.

    Raises:
        DeskRefusedError: It is not, such as when somebody else finished it meanwhile.
    """
    found = DeskReturn.objects.select_for_update().filter(pk=return_id).first()
    if found is None or found.state not in states:
        raise DeskRefusedError("この申告の状態が変わっています。画面を読み直してください。")
    return found


def newest_entries(one: DeskReturn) -> Entries:
    """Return what the newest version says."""
    newest = one.history.order_by("-version").values_list("entries", flat=True).first()
    return Entries.kept(newest or {})


def appended(
    one: DeskReturn,
    entries: Entries,
    *,
    state: str,
    reason: str = "",
    actor: StaffMember,
    at: datetime,
) -> ReturnVersion:
    """Append a version and record it; ``one`` is locked."""
    one.versions += 1
    one.state = ReturnState(state)
    one.save(update_fields=["versions", "state", "document", "finished_on"])
    version = ReturnVersion.objects.create(
        desk_return=one,
        version=one.versions,
        state=one.state,
        entries=entries.to_keep(),
        reason=reason.strip(),
        saved_by=actor,
        saved_at=at,
    )
    _claim(one, entries)
    recorded("return_desk.return.saved", one, actor, at, version=version.version, state=one.state)
    return version


def _claim(one: DeskReturn, entries: Entries) -> None:
    """Keep whom the new version claims, as far as they are known."""
    named = {int(row.get("addressee") or 0) for row in entries.rows("relatives")} - {0}
    ClaimedRelative.objects.bulk_create(
        ClaimedRelative(desk_return=one, version=one.versions, addressee_id=number)
        for number in sorted(known_numbers(named))
    )


def recorded(
    action: str, one: DeskReturn, actor: StaffMember, at: datetime, **details: object
) -> None:
    """Record an act about the person of a return."""
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{one.addressee_id:010d}",
        details={"return": one.pk, **details},
    )
