"""Entering what only the image shows: two people, then a third where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.national_returns.models import EntryPass, StagedReturn, StagedState
from juminzei.apps.national_returns.selectors.entry_boxes import entry_names
from juminzei.apps.national_returns.services.complete_return import complete_return
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

ENTER = "returns.enter"
WAITING = (StagedState.ENTRY, StagedState.CHECK)
PASSES = 3


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of an entry."""

    number: int
    differing: tuple[str, ...]
    """Names of the values in which the first two differ; somebody else decides."""
    agreed: bool
    completed: bool


@transaction.atomic
def enter_from_image(
    *, staged_id: int, values: Mapping[str, object], actor: StaffMember, at: datetime
) -> Entered:
    """Keep one person's reading; complete the return when two agree, or a third has decided.

    Args:
        staged_id: The return.
        values: By name of the box; days as dates, marks as ``"1"``, blanks left out.
        actor: Who enters; needs ``returns.enter`` and has not entered this return before.
        at: When.

    Raises:
        ReturnsRefusedError: It does not wait for an entry, or the actor entered it already.
        NotPermittedError: The actor may not.
    """
    require(actor, ENTER, on=at.date())
    staged = StagedReturn.objects.select_for_update().filter(pk=staged_id).first()
    if staged is None or staged.state not in WAITING:
        raise ReturnsRefusedError("この申告は、入力を待っていません。画面を読み直してください。")
    before = list(staged.passes.order_by("number"))
    if any(same_person(actor, one.entered_by) for one in before):
        raise ReturnsRefusedError("自分が入力した申告です。別の職員が入力してください。")
    if agreed_values(before) is not None:
        raise ReturnsRefusedError("入力は終わっています。本人の特定を待って確定してください。")
    told = {name: _written(value) for name, value in values.items() if value not in {None, ""}}
    EntryPass.objects.create(
        staged=staged, number=len(before) + 1, values=told, entered_by=actor, entered_at=at
    )
    audit.record(
        action="national_returns.return.entered",
        actor=actor,
        at=at,
        subject_kind="staged_return",
        subject_id=str(staged.pk),
        details={"pass": len(before) + 1},
    )
    return _outcome(staged, actor=actor, at=at)


@transaction.atomic
def finish_entry(*, staged_id: int, actor: StaffMember, at: datetime) -> bool:
    """Complete a return whose entries agree; return whether its person was known by now.

    Raises:
        ReturnsRefusedError: There is nothing to complete.
        NotPermittedError: The actor may not.
    """
    require(actor, ENTER, on=at.date())
    staged = StagedReturn.objects.select_for_update().filter(pk=staged_id).first()
    agreed = agreed_values(list(staged.passes.order_by("number"))) if staged else None
    if staged is None or agreed is None or staged.state not in WAITING:
        raise ReturnsRefusedError("確定できる入力がありません。画面を読み直してください。")
    return complete_return(staged, agreed, actor=actor, at=at)


@transaction.atomic
def ask_entry(*, staged_id: int, actor: StaffMember, at: datetime) -> None:
    """Ask two people to enter what of a return came on its image alone.

    The document counts as it is until they agree. Who asked sees it again on the list of what
    waits; :func:`withdraw_entry` takes it back as long as nobody entered anything.

    Raises:
        ReturnsRefusedError: It has no image, is no document, or was entered before.
        NotPermittedError: The actor may not.
    """
    require(actor, ENTER, on=at.date())
    staged = StagedReturn.objects.select_for_update().filter(pk=staged_id).first()
    if staged is None or staged.state != StagedState.TAKEN:
        raise ReturnsRefusedError("課税資料になっている申告だけを、画像から補えます。")
    if staged.image_set_id is None:
        raise ReturnsRefusedError("この申告に画像はありません。")
    if staged.passes.exists():
        raise ReturnsRefusedError(
            "画像から入力した申告です。違うところは職権訂正で直してください。"
        )
    _move(staged, StagedState.ENTRY, "asked", actor, at)


@transaction.atomic
def withdraw_entry(*, staged_id: int, actor: StaffMember, at: datetime) -> None:
    """Take back what :func:`ask_entry` asked for.

    Raises:
        ReturnsRefusedError: Somebody entered something, or the return is not whole without.
        NotPermittedError: The actor may not.
    """
    require(actor, ENTER, on=at.date())
    staged = StagedReturn.objects.select_for_update().filter(pk=staged_id).first()
    if staged is None or staged.state != StagedState.ENTRY or entry_names(staged):
        raise ReturnsRefusedError("この申告は、画像からの入力なしには課税資料になりません。")
    if staged.passes.exists():
        raise ReturnsRefusedError("入力が始まっています。もう一人が入力して終えてください。")
    _move(staged, StagedState.TAKEN, "withdrawn", actor, at)


def _move(
    staged: StagedReturn, state: StagedState, act: str, actor: StaffMember, at: datetime
) -> None:
    staged.state = state
    staged.save(update_fields=["state"])
    audit.record(
        action="national_returns.entry.asked",
        actor=actor,
        at=at,
        subject_kind="staged_return",
        subject_id=str(staged.pk),
        details={"act": act},
    )


def _outcome(staged: StagedReturn, *, actor: StaffMember, at: datetime) -> Entered:
    passes = list(staged.passes.order_by("number"))
    agreed = agreed_values(passes)
    completed = agreed is not None and complete_return(staged, agreed, actor=actor, at=at)
    return Entered(len(passes), differing(passes), agreed is not None, completed)


def agreed_values(passes: list[EntryPass]) -> dict[str, object] | None:
    """Return the values on which two agree, or on which a third decided; none if not yet."""
    if len(passes) == PASSES:
        return dict(passes[-1].values)
    if len(passes) == PASSES - 1 and not differing(passes):
        return dict(passes[0].values)
    return None


def differing(passes: list[EntryPass]) -> tuple[str, ...]:
    """Return the names of the values in which the first two differ."""
    if len(passes) < PASSES - 1:
        return ()
    one, other = passes[0].values, passes[1].values
    return tuple(name for name in sorted({*one, *other}) if one.get(name) != other.get(name))


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
