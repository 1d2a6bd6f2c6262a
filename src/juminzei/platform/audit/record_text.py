"""The text of a record that its digest covers: every field, in one fixed order, on one line.

It is JSON, put together by hand: verifying millions of records rebuilds each text.
"""

from __future__ import annotations

import re
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING

from juminzei.base.numbers.individual_number import check_digit

if TYPE_CHECKING:
    from collections.abc import Mapping

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Signs that a terminal or a page obeys instead of showing."""

TWELVE_DIGITS = re.compile(r"(?<!\w)\d{12}(?!\w)")
NUMBER_MASKED = "（12桁の番号）"

CLOCKS = ',"carried_at":'
"""What follows the act in the text of a record."""


def act_text(  # noqa: PLR0917 - a row of the outbox is unpacked into them
    recorded_at: str,
    staff_number: str,
    function: str,
    action: str,
    subject_kind: str,
    subject_id: str,
    result: str,
    staff_name: str,
    terminal: str,
    purpose: str,
    details: str,
) -> str:
    """Return the text of an act, as the outbox holds it: the members of an object.

    Args:
        recorded_at: The wall clock at the act, ISO 8601 in UTC with microseconds.
        staff_number: Whose act it was.
        function: Under which function of the policy it was permitted.
        action: What was done.
        subject_kind: To what kind of thing.
        subject_id: To which one.
        result: Whether it was done.
        staff_name: Their name at that time.
        terminal: Where they sat.
        purpose: For what.
        details: Identifiers and figures, canonical JSON already.
    """
    return (
        f'"recorded_at":"{recorded_at}","staff_number":{quoted(staff_number)},'
        f'"function":{quoted(function)},"action":{quoted(action)},'
        f'"subject_kind":{quoted(subject_kind)},"subject_id":{quoted(subject_id)},'
        f'"result":{quoted(result)},"staff_name":{quoted(staff_name)},'
        f'"terminal":{quoted(terminal)},"purpose":{quoted(purpose)},"details":{details}'
    )


def record_text(sequence: int, outbox_id: int, act: str, carried_at: str, uptime_ms: int) -> str:
    """Return the text of a record at its place in the chain.

    Args:
        sequence: Its place, the clock that cannot be set.
        outbox_id: What was carried.
        act: What :func:`act_text` returned.
        carried_at: The wall clock when it was chained, ISO 8601 in UTC.
        uptime_ms: The machine's monotonic clock then, in milliseconds.
    """
    clocks = f'"{carried_at}","uptime_ms":{uptime_ms}'
    return f"{record_start(sequence, outbox_id)}{act}{CLOCKS}{clocks}}}"


def record_start(sequence: int, outbox_id: int) -> str:
    """Return how the text of a record begins, before its act."""
    return f'{{"sequence":{sequence},"outbox_id":{outbox_id},'


def shown(text: str) -> str:
    """Return ``text`` with every sign that acts instead of showing written out.

    Twelve digits that are an Individual Number are masked: whoever types one into a wrong
    field must not find it on record for ever.
    """
    text = UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return TWELVE_DIGITS.sub(_masked, text)


def all_shown(value: object) -> object:
    """Return ``value``, as JSON knows it, with every text in it as :func:`shown` returns it."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return _members_shown(value)
    if isinstance(value, list | tuple):
        return [all_shown(one) for one in value]
    return value


def _members_shown(members: Mapping[object, object]) -> dict[object, object]:
    return {
        shown(name) if isinstance(name, str) else name: all_shown(one)
        for name, one in members.items()
    }


def _masked(found: re.Match[str]) -> str:
    digits = found[0]
    if not digits.isascii():
        return NUMBER_MASKED
    return NUMBER_MASKED if int(digits[-1]) == check_digit(digits[:-1]) else digits
