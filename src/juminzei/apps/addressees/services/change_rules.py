"""Whether one change of the register follows from what is known of the person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from juminzei.base.numbers import addressee_number
from juminzei.formats.register_changes import ChangeKind
from juminzei.formats.register_reasons import Reason

if TYPE_CHECKING:
    from juminzei.formats.register_changes import RegisterChange
    from juminzei.formats.resident_register import ResidentRecord

RESIDENTS_ONLY = frozenset(
    {
        Reason.MOVED_WITHIN,
        Reason.HOUSEHOLD_SPLIT,
        Reason.HOUSEHOLD_MERGED,
        Reason.HOUSEHOLD_CHANGED,
        Reason.HEAD_CHANGED,
    }
)
"""修正 that only somebody who lives here can have."""
PAPER_ONLY = frozenset({Reason.REWRITTEN, Reason.RESTORED})
"""改製 and 再製 come as 記載 and 消除, and change the certificate, not the residence."""
WRONG_CHECK_DIGIT = "宛名番号の検査数字が合いません。"
ASK = "住民記録担当に確認し、正しい異動の送付を依頼してください。"


@dataclass(frozen=True, slots=True)
class PersonState:
    """What is known of a person before a change."""

    version: int
    resident: bool
    dead: bool

    @classmethod
    def after(cls, record: ResidentRecord) -> PersonState:
        """Return the state that a version leaves."""
        return cls(
            version=record.version,
            resident=record.ceased_on is None,
            dead=record.ceased_on is not None and record.ceased_reason == Reason.DEATH,
        )


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A change that was not applied, and why."""

    row: int
    addressee_number: int
    reason: str
    problem: str
    remedy: str = ASK

    def as_json(self) -> dict[str, Any]:
        """Return the contradiction by name."""
        return asdict(self)


def contradiction(
    row: int, change: RegisterChange, state: PersonState | None
) -> Contradiction | None:
    """Return how ``change`` contradicts ``state``; None if it follows.

    An unknown person can only be entered (記載), with whatever version the register
    has reached: somebody who returns may have versions older than our extract.

    Args:
        row: Row of the change in its file, from 1.
        change: The change, with the person's full new version.
        state: What is known of the person; None for an unknown number.
    """
    record = change.resident
    if not addressee_number.is_valid(record.addressee_number):
        problem = WRONG_CHECK_DIGIT
    elif state is None:
        problem = _of_unknown(change)
    elif record.version != state.version + 1:
        problem = f"履歴番号が {record.version} です（次は {state.version + 1} のはずです）。"
    else:
        problem = _of_known(change, state)
    if not problem:
        return None
    return Contradiction(row, record.addressee_number, record.reason, problem)


def _of_unknown(change: RegisterChange) -> str:
    if change.kind != ChangeKind.ADDED:
        return f"登録のない宛名番号に対する{change.kind}です。"
    return _dates_of_added(change)


def _of_known(change: RegisterChange, state: PersonState) -> str:
    if change.reason in PAPER_ONLY:
        return _residence_kept(change, state)
    if change.kind == ChangeKind.ADDED:
        return _added(change, state)
    if change.kind == ChangeKind.REMOVED:
        return _removed(change, state)
    if change.reason in RESIDENTS_ONLY and not state.resident:
        return f"{_gone(state)}人に対する{change.reason}です。"
    return _residence_kept(change, state)


def _added(change: RegisterChange, state: PersonState) -> str:
    if state.resident:
        return "すでに住民である人に対する記載です。"
    if state.dead and change.reason != Reason.CANCELLED_ADDING:
        return "死亡により消除された人に対する記載です。"
    return _dates_of_added(change)


def _removed(change: RegisterChange, state: PersonState) -> str:
    if not state.resident:
        return f"{_gone(state)}人に対する消除です。"
    if change.resident.ceased_on is None:
        return "消除なのに消除日がありません。"
    return ""


def _dates_of_added(change: RegisterChange) -> str:
    return "記載なのに消除日があります。" if change.resident.ceased_on is not None else ""


def _residence_kept(change: RegisterChange, state: PersonState) -> str:
    if (change.resident.ceased_on is None) != state.resident:
        return "住民であるかどうかが変わるのに、記載でも消除でもありません。"
    return ""


def _gone(state: PersonState) -> str:
    return "死亡により消除された" if state.dead else "すでに消除された"
