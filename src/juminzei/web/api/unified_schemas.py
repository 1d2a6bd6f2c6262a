"""The questions about unified numbers as JSON Schema, as strict as their reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.unified.api import SEXES, CaseKind, Purpose, RequestState, entries
from juminzei.kernel.contract.schema import Schema, closed

if TYPE_CHECKING:
    from collections.abc import Callable

UNIFIED: Schema = {"type": "string", "pattern": "^1[0-9]{14}$"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what it is called, and its schemas."""

    summary: str
    request: Callable[[], Schema]
    answer: Callable[[], Schema]


def number_request() -> Schema:
    """Return the schema of a 付番依頼."""
    keys: Schema = {
        "system": _system("number"),
        "request_id": {"type": "string", "format": "uuid"} | _told("依頼番号。同じ番号は同じ答え"),
        "local_number": _local(),
        "basic": _basic() | _told("基本情報"),
        "individual_number": {"type": "string", "pattern": "^[0-9]{12}$"}
        | _told("個人番号。個人番号を扱う業務だけ。答えと記録には現れない"),
    }
    return closed(keys, required=tuple(keys)[:-1])


def number_answer() -> Schema:
    """Return the schema of the answer to a 付番依頼."""
    keys: Schema = {
        "state": {"type": "string", "enum": list(RequestState.values)}
        | _told("、".join(f"{one.value}：{one.label}" for one in RequestState)),
        "unified_number": _or_null(UNIFIED) | _told("団体内統合宛名番号。決定待ちなら null"),
        "waiting_for": {"enum": [*CaseKind.values, None]}
        | _told("、".join(f"{one.value}：{one.label}" for one in CaseKind)),
    }
    return closed(keys, required=tuple(keys))


def find_request() -> Schema:
    """Return the schema of a 番号照会."""
    keys: Schema = {"system": _system("find"), "local_number": _local()}
    return closed(keys, required=tuple(keys))


def find_answer() -> Schema:
    """Return the schema of the answer to a 番号照会."""
    keys: Schema = {
        "unified_number": _or_null(UNIFIED) | _told("団体内統合宛名番号。紐付いていなければ null"),
        "waits": {"type": "boolean"} | _told("職員の決定を待っているか"),
    }
    return closed(keys, required=tuple(keys))


def basic_request() -> Schema:
    """Return the schema of a 基本情報照会."""
    keys: Schema = {
        "system": _system("basic"),
        "unified_number": UNIFIED | _told("団体内統合宛名番号"),
        "purpose": {"type": "string", "enum": list(Purpose.values)}
        | _told("利用目的。" + "、".join(f"{one.value}：{one.label}" for one in Purpose)),
    }
    return closed(keys, required=tuple(keys))


def basic_answer() -> Schema:
    """Return the schema of the answer to a 基本情報照会."""
    text: Schema = {"type": "string"}
    keys: Schema = {
        "unified_number": UNIFIED | _told("団体内統合宛名番号"),
        "name": text | _told("氏名"),
        "kana": text | _told("フリガナ"),
        "birth_on": _day(),
        "sex": text | _told("性別"),
        "postcode": _or_null(text) | _told("郵便番号。支援措置の対象者は null"),
        "address": _or_null(text) | _told("住所。支援措置の対象者は null"),
        "address_withheld": {"type": "boolean"} | _told("支援措置のため住所を伏せたか"),
        "version": {"type": "integer"} | _told("基本情報の履歴番号"),
    }
    return closed(keys, required=tuple(keys))


QUESTIONS = {
    "unified/number": Question("団体内統合宛名番号の付番を依頼する", number_request, number_answer),
    "unified/find": Question(
        "業務の宛名番号から団体内統合宛名番号を照会する", find_request, find_answer
    ),
    "unified/basic": Question(
        "団体内統合宛名番号から基本情報を照会する", basic_request, basic_answer
    ),
}


def _told(meaning: str) -> Schema:
    return {"description": meaning}


def _system(question: str) -> Schema:
    codes = [one.code for one in entries() if question in one.may]
    return {"type": "string", "enum": codes} | _told("業務。この接続キーに許されたもの")


def _local() -> Schema:
    return {"type": "string", "pattern": "^[0-9]{1,15}$"} | _told("業務の宛名番号")


def _day() -> Schema:
    return _or_null({"type": "string", "format": "date"}) | _told("生年月日。不明なら null")


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _basic() -> Schema:
    keys: Schema = {
        "name": {"type": "string", "minLength": 1, "maxLength": 120} | _told("氏名"),
        "kana": {"type": "string", "minLength": 1, "maxLength": 120} | _told("フリガナ"),
        "birth_on": _day(),
        "sex": {"type": "string", "enum": list(SEXES)} | _told("1 男、2 女、空 不明"),
        "postcode": {"type": "string", "pattern": "^([0-9]{7})?$"} | _told("郵便番号"),
        "address": {"type": "string", "minLength": 1, "maxLength": 200} | _told("住所"),
    }
    return closed(keys, required=tuple(keys))
