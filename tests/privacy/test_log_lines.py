"""A line of the log is one line, and holds plain values that belong to nobody."""

from __future__ import annotations

import io
import json
import logging
from datetime import UTC, date, datetime, timedelta
from typing import NoReturn

import pytest
import structlog
from django.db import OperationalError

from juminzei.base.numbers.individual_number import MASK, IndividualNumber, check_digit
from juminzei.web.error_log import Where
from juminzei.web.log_scrubber import scrubbed

BODY = "86420975311"
DIGITS = BODY + str(check_digit(BODY))


class Held:
    """Something whose text would tell a name."""

    def __repr__(self) -> str:
        return "加須　花子"


def said(*, as_json: bool = False, **values: object) -> str:
    """Return what a handler writes of one event."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Where(as_json=as_json))
    plain = logging.getLogger("juminzei.tests.lines")
    plain.addHandler(handler)
    try:
        structlog.get_logger("juminzei.tests.lines").error("something came", **values)
    finally:
        plain.removeHandler(handler)
    return written.getvalue()


@pytest.mark.parametrize("as_json", [False, True])
def test_an_event_is_one_line_whatever_is_in_it(*, as_json: bool) -> None:
    line = said(as_json=as_json, cause='two\nlines "quoted"\x1b[31m')
    assert line.count("\n") == 1
    assert "\x1b" not in line or not as_json
    assert "something came" in line


def test_a_line_of_json_names_each_value() -> None:
    line = json.loads(said(as_json=True, seconds=3600, cause="away"))
    assert (line["seconds"], line["cause"], line["level"]) == (3600, "away", "error")
    said_at = datetime.fromisoformat(line["timestamp"])
    assert abs(datetime.now(UTC) - said_at) < timedelta(minutes=5)


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize(
    "value", [DIGITS, int(DIGITS), f"row ({DIGITS})", IndividualNumber(DIGITS)]
)
def test_no_value_tells_an_individual_number(value: object, *, as_json: bool) -> None:
    """T-Z03: the log of an event, whatever form the number has in it."""
    line = said(as_json=as_json, cause=value)
    assert DIGITS not in line
    assert MASK in line or "<IndividualNumber>" in line


@pytest.mark.parametrize("name", ["name", "kana", "address", "birth_on", "household_number"])
def test_what_belongs_to_a_person_is_left_out_by_its_name(name: str) -> None:
    assert "secret-of-hers" not in said(as_json=False, **{name: "secret-of-hers"})


@pytest.mark.parametrize("value", [None, True, 7, 0.5, date(2026, 4, 1), datetime.now(UTC)])
def test_plain_values_stay_as_they_are(value: object) -> None:
    assert scrubbed(None, "", {"event": "x", "cause": value})["cause"] == value


@pytest.mark.parametrize("value", [Held(), [Held()], {"a": Held()}, ValueError("加須　花子")])
def test_what_is_not_plain_is_named_by_its_kind(value: object) -> None:
    shown = scrubbed(None, "", {"event": "x", "cause": value})["cause"]
    assert shown == f"<{type(value).__qualname__}>"


def refuse() -> NoReturn:
    raise OperationalError("DETAIL: Key (name)=(加須　花子)")


def test_an_error_is_told_by_its_places() -> None:
    try:
        refuse()
    except OperationalError:
        line = said(exc_info=True)
    assert "OperationalError" in line
    assert "test_log_lines.py:" in line
    assert "花子" not in line
    assert line.count("\n") == 1
