"""Whether a change of the register follows from what is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.addressees.services.change_rules import PersonState, contradiction
from juminzei.formats.register_changes import ChangeKind, RegisterChange
from juminzei.formats.register_reasons import Reason
from support.register_rows import moved_out, moved_within, resident

if TYPE_CHECKING:
    from juminzei.formats.resident_register import ResidentRecord

DAY = date(2026, 1, 10)
HERE = PersonState(version=1, resident=True, dead=False)
GONE = PersonState(version=2, resident=False, dead=False)
DEAD = PersonState(version=2, resident=False, dead=True)

FIRST = resident()
SECOND = replace(FIRST, version=2)
THIRD = replace(FIRST, version=3)
THIRD_GONE = replace(THIRD, ceased_on=DAY, ceased_reason=Reason.MOVED_OUT)


def problem(kind: ChangeKind, record: ResidentRecord, state: PersonState | None) -> str:
    found = contradiction(7, RegisterChange(kind, record), state)
    return found.problem if found else ""


def with_reason(record: ResidentRecord, reason: Reason) -> ResidentRecord:
    return replace(record, reason=reason)


FOLLOWING: list[Any] = [
    pytest.param(ChangeKind.ADDED, FIRST, None, id="moved in"),
    pytest.param(ChangeKind.ADDED, THIRD, None, id="returned, unknown to us, with old versions"),
    pytest.param(ChangeKind.ADDED, THIRD, GONE, id="returned"),
    pytest.param(
        ChangeKind.ADDED, with_reason(THIRD, Reason.CANCELLED_ADDING), DEAD, id="death cancelled"
    ),
    pytest.param(ChangeKind.REMOVED, moved_out(FIRST, DAY), HERE, id="moved out"),
    pytest.param(ChangeKind.REMOVED, moved_out(FIRST, DAY, Reason.DEATH), HERE, id="died"),
    pytest.param(ChangeKind.AMENDED, moved_within(FIRST, DAY, "三俣"), HERE, id="moved within"),
    pytest.param(
        ChangeKind.AMENDED,
        with_reason(THIRD_GONE, Reason.CLERICAL_ERROR),
        GONE,
        id="amended after moving out",
    ),
    pytest.param(
        ChangeKind.AMENDED,
        replace(THIRD_GONE, reason=Reason.AMENDED_EX_OFFICIO, ceased_reason=Reason.DEATH),
        DEAD,
        id="amended after death",
    ),
    pytest.param(
        ChangeKind.REMOVED, with_reason(SECOND, Reason.REWRITTEN), HERE, id="改製: paper only"
    ),
    pytest.param(
        ChangeKind.ADDED, with_reason(SECOND, Reason.RESTORED), HERE, id="再製: paper only"
    ),
]


@pytest.mark.parametrize(("kind", "record", "state"), FOLLOWING)
def test_a_change_that_follows_is_accepted(
    kind: ChangeKind, record: ResidentRecord, state: PersonState | None
) -> None:
    assert problem(kind, record, state) == ""


CONTRADICTING: list[Any] = [
    pytest.param(
        ChangeKind.AMENDED, SECOND, None, "登録のない宛名番号に対する修正", id="unknown, amended"
    ),
    pytest.param(
        ChangeKind.REMOVED,
        moved_out(FIRST, DAY),
        None,
        "登録のない宛名番号に対する消除",
        id="unknown, removed",
    ),
    pytest.param(
        ChangeKind.AMENDED, THIRD, HERE, "履歴番号が 3 です（次は 2", id="version missing"
    ),
    pytest.param(ChangeKind.AMENDED, FIRST, HERE, "履歴番号が 1 です（次は 2", id="version again"),
    pytest.param(ChangeKind.ADDED, SECOND, HERE, "すでに住民", id="lives here, moves in"),
    pytest.param(ChangeKind.ADDED, THIRD, DEAD, "死亡により消除された人", id="dead, moves in"),
    pytest.param(
        ChangeKind.ADDED, replace(FIRST, ceased_on=DAY), None, "消除日があります", id="in and out"
    ),
    pytest.param(
        ChangeKind.REMOVED, replace(THIRD_GONE), GONE, "すでに消除された", id="moves out twice"
    ),
    pytest.param(
        ChangeKind.REMOVED, replace(THIRD_GONE), DEAD, "死亡により消除", id="dead, moves out"
    ),
    pytest.param(ChangeKind.REMOVED, SECOND, HERE, "消除日がありません", id="out without a day"),
    pytest.param(
        ChangeKind.AMENDED,
        with_reason(THIRD_GONE, Reason.MOVED_WITHIN),
        DEAD,
        "死亡により消除された人に対する転居",
        id="dead, moves within",
    ),
    pytest.param(
        ChangeKind.AMENDED,
        with_reason(THIRD_GONE, Reason.HEAD_CHANGED),
        GONE,
        "すでに消除された人に対する世帯主変更",
        id="gone, becomes head",
    ),
    pytest.param(
        ChangeKind.AMENDED,
        replace(SECOND, reason=Reason.CLERICAL_ERROR, ceased_on=DAY),
        HERE,
        "記載でも消除でもありません",
        id="amended away",
    ),
    pytest.param(
        ChangeKind.REMOVED,
        replace(SECOND, reason=Reason.REWRITTEN, ceased_on=DAY),
        HERE,
        "記載でも消除でもありません",
        id="改製 that removes",
    ),
    pytest.param(
        ChangeKind.ADDED,
        replace(FIRST, addressee_number=FIRST.addressee_number + 1),
        None,
        "検査数字",
        id="false number",
    ),
]


@pytest.mark.parametrize(("kind", "record", "state", "said"), CONTRADICTING)
def test_a_change_that_contradicts_is_told_with_what_is_wrong(
    kind: ChangeKind, record: ResidentRecord, state: PersonState | None, said: str
) -> None:
    assert said in problem(kind, record, state)


def test_a_contradiction_names_row_number_reason_and_remedy_and_no_name() -> None:
    found = contradiction(7, RegisterChange(ChangeKind.AMENDED, SECOND), None)
    assert found is not None
    told = found.as_json()
    assert (told["row"], told["addressee_number"]) == (7, FIRST.addressee_number)
    assert told["reason"] == "国内転入"
    assert "住民記録担当" in told["remedy"]
    assert FIRST.name not in str(told)


@pytest.mark.parametrize(
    ("record", "state"),
    [
        (FIRST, PersonState(1, resident=True, dead=False)),
        (moved_out(FIRST, DAY), PersonState(2, resident=False, dead=False)),
        (moved_out(FIRST, DAY, Reason.DEATH), PersonState(2, resident=False, dead=True)),
    ],
)
def test_the_state_that_a_version_leaves(record: ResidentRecord, state: PersonState) -> None:
    assert PersonState.after(record) == state
