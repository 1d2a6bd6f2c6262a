"""Every act that can be on record has its name, its function and its result."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from juminzei.platform.audit.actions import action_called, actions
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import Result, record
from juminzei.platform.staff.policy import FUNCTIONS
from juminzei.platform.staff.services import batch_member
from support.moments import START

SOURCE = Path(__file__).parents[2] / "src" / "juminzei"
WRITTEN = re.compile(r'(?:action=|_record\(\s*)"([a-z_]+(?:\.[a-z_]+)+)"')


def test_every_act_that_the_program_records_is_entered() -> None:
    recorded = {
        action for path in SOURCE.rglob("*.py") for action in WRITTEN.findall(path.read_text())
    }
    assert recorded - actions().keys() == set()


def test_names_are_japanese_and_tell_acts_apart() -> None:
    names = [one.name for one in actions().values()]
    assert len(set(names)) == len(names)
    assert not [name for name in names if name.isascii()]


def test_functions_are_those_of_the_policy() -> None:
    named = {one.function for one in actions().values() if one.function}
    assert named <= FUNCTIONS.keys() | {"staff.approve"}


def test_an_act_that_nobody_entered_is_called_by_its_key() -> None:
    assert action_called("x.y").name == "x.y"


@pytest.mark.django_db(databases=["default", "audit"])
def test_a_record_takes_function_and_result_from_its_act() -> None:
    for action in ("addressees.person.viewed", "permission.denied"):
        record(action=action, actor=batch_member(START), at=START)
    record(
        action="addressees.person.viewed",
        actor=batch_member(START),
        at=START,
        function="match.decide",
        result=Result.FAILED,
    )
    columns = OutgoingRecord.objects.order_by("pk").values_list("function", "result")
    assert list(columns) == [
        ("person.view", "done"),
        ("", "refused"),
        ("match.decide", "failed"),
    ]
