"""Reads what a call holds: one JSON object, an array of them, or JSON lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import RequestDataTooBig
from django.http import UnreadablePostError

from juminzei.kernel.contract import json_text
from juminzei.kernel.contract.json_text import NotJsonError
from juminzei.web.api.refusal import Refusal, refused

if TYPE_CHECKING:
    from django.http import HttpRequest

JSON = "application/json"
LINES = ("application/x-ndjson", "application/jsonl")
MOST_BYTES = 2_000_000
MOST_PEOPLE = 1_000
"""In one call; many people go through the command, file to file."""


@dataclass(frozen=True, slots=True)
class Body:
    """The requests of one call, and how their answers are to be laid out."""

    records: list[object]
    layout: str
    """``object``, ``array`` or ``lines``."""


def read_body(request: HttpRequest) -> Body:
    """Return the requests that the call holds.

    Raises:
        Refusal: Not JSON (400), of another content type (415), or too much (413).
    """
    kind = (request.content_type or "").lower()
    charset = (request.content_params or {}).get("charset", "utf-8").lower().strip("'\"")
    if kind not in (JSON, *LINES) or charset not in {"utf-8", "utf8"}:
        raise refused(415, "the content type is not known", f"send {JSON} or {LINES[0]} in UTF-8")
    try:
        content = request.body
    except RequestDataTooBig:
        raise _too_much() from None
    except UnreadablePostError:
        raise refused(400, "the call broke off", "send it again") from None
    if len(content) > MOST_BYTES:
        raise _too_much()
    try:
        body = _read(json_text.decoded(content), lines=kind in LINES)
    except NotJsonError as error:
        problem, _, remedy = str(error).partition("; ")
        raise refused(400, problem[:400], remedy) from None
    if len(body.records) > MOST_PEOPLE:
        raise _too_much()
    return body


def _read(text: str, *, lines: bool) -> Body:
    if not lines:
        told = json_text.parsed(text)
        return Body(told, "array") if isinstance(told, list) else Body([told], "object")
    records = []
    for number, line in json_text.lines(text):
        try:
            records.append(json_text.parsed(line))
        except NotJsonError as error:
            raise NotJsonError(f"line {number}: {error}") from None
    return Body(records, "lines")


def _too_much() -> Refusal:
    return refused(
        413,
        "the call is too large",
        f"send at most {MOST_PEOPLE:,} people and {MOST_BYTES:,} bytes at a time",
    )
