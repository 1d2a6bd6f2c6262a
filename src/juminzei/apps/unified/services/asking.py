"""What other systems ask, read strictly: every mistake with its field, and no value repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from juminzei.apps.unified.basic import Basic
from juminzei.apps.unified.services.purposes import Purpose
from juminzei.apps.unified.services.refusals import AskRefusedError
from juminzei.apps.unified.systems import System, systems
from juminzei.base.numbers import unified_number
from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.formats.blanking import has_number_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LENGTHS = {"name": 120, "kana": 120, "address": 200}
SEXES = ("", "1", "2")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
OLDEST = date(1868, 1, 1)
NUMBER_KEYS = ("system", "request_id", "local_number", "basic", "individual_number")
BASIC_KEYS = ("name", "kana", "birth_on", "sex", "postcode", "address")
FIND_KEYS = ("system", "local_number")
PERSON_KEYS = ("system", "unified_number", "purpose")


@dataclass(frozen=True, slots=True)
class NumberAsked:
    """付番依頼: a number for one addressee of a system."""

    system: System
    request_id: str
    local_number: str
    basic: Basic
    number: IndividualNumber | None


@dataclass(frozen=True, slots=True)
class FindAsked:
    """番号照会: whether one addressee of a system has a number."""

    system: System
    local_number: str


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """基本情報照会: who somebody is."""

    system: System
    unified_number: int
    purpose: Purpose


Asked = NumberAsked | FindAsked | PersonAsked


def read_number(record: object, *, client: str, on: date) -> NumberAsked:
    """Read a 付番依頼.

    Raises:
        AskRefusedError: What is wrong first; the text repeats nothing that was sent.
    """
    told = _object("", record, NUMBER_KEYS, needed=NUMBER_KEYS[:-1])
    system = _system(told, client, on, "number")
    number = _number(told["individual_number"], system) if "individual_number" in told else None
    try:
        request_id = str(UUID(_text(told, "request_id", 36)))
    except ValueError:
        raise AskRefusedError(
            "request_id",
            "format",
            "UUID ではありません。",
            "依頼ごとに新しい UUID を入れてください。",
        ) from None
    return NumberAsked(system, request_id, _local(told, system), _basic(told["basic"], on), number)


def read_find(record: object, *, client: str, on: date) -> FindAsked:
    """Read a 番号照会; errors as for :func:`read_number`."""
    told = _object("", record, FIND_KEYS)
    system = _system(told, client, on, "find")
    return FindAsked(system, _local(told, system))


def read_person(record: object, *, client: str, on: date) -> PersonAsked:
    """Read a 基本情報照会; errors as for :func:`read_number`."""
    told = _object("", record, PERSON_KEYS)
    system = _system(told, client, on, "basic")
    text = _text(told, "unified_number", unified_number.DIGITS)
    if not (text.isascii() and text.isdigit() and unified_number.is_valid(int(text))):
        raise AskRefusedError(
            "unified_number",
            "check_digit",
            "統合宛名番号ではありません。",
            "15桁と検査数字を確かめてください。",
        )
    purpose = _text(told, "purpose", 20)
    if purpose not in Purpose.values:
        listed = "、".join(Purpose.values)
        raise AskRefusedError(
            "purpose", "choice", "利用目的が一覧にありません。", f"次から選んでください：{listed}。"
        )
    return PersonAsked(system, int(text), Purpose(purpose))


READERS: dict[str, Callable[..., Asked]] = {
    "number": read_number,
    "find": read_find,
    "basic": read_person,
}


def _object(
    path: str, value: object, known: Iterable[str], needed: Iterable[str] | None = None
) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise AskRefusedError(
            path, "type", "オブジェクトではありません。", "{…} の形で送ってください。"
        )
    if set(value) - set(known):
        keys = "、".join(known)
        raise AskRefusedError(
            path, "unknown_key", "知らない項目があります。", f"使える項目は {keys} です。"
        )
    for key in known if needed is None else needed:
        if key not in value:
            place = f"{path}.{key}" if path else key
            raise AskRefusedError(place, "missing", "項目がありません。", "値を入れてください。")
    return value


def _text(told: dict[str, Any], key: str, longest: int, path: str = "") -> str:
    place, value = f"{path}{key}", told[key]
    if not isinstance(value, str):
        raise AskRefusedError(place, "type", "文字列ではありません。", '"…" の形で送ってください。')
    if len(value) > longest or CONTROL.search(value):
        raise AskRefusedError(
            place,
            "format",
            "長すぎるか、制御文字があります。",
            f"{longest}文字以内で送ってください。",
        )
    return value


def _system(told: dict[str, Any], client: str, on: date, question: str) -> System:
    """Return the system asked for, which must be one that this caller speaks for."""
    code = _text(told, "system", 20)
    found = systems(on).get(code)
    if found is None or not client or found.client != client or question not in found.may:
        raise AskRefusedError(
            "system",
            "not_permitted",
            "この接続先には、この業務のこの依頼は許されていません。",
            "業務の符号を確かめ、必要なら統合宛名の担当に登録を依頼してください。",
        )
    return found


def _local(told: dict[str, Any], system: System) -> str:
    text = _text(told, "local_number", 15)
    if not (text.isascii() and text.isdigit() and len(text) == system.digits):
        raise AskRefusedError(
            "local_number",
            "format",
            "業務の宛名番号ではありません。",
            f"数字{system.digits}桁で送ってください。",
        )
    return system.local(text)


def _number(value: object, system: System) -> IndividualNumber:
    if not system.individual_number:
        raise AskRefusedError(
            "individual_number",
            "number_not_permitted",
            "この業務は個人番号を扱えません。",
            "個人番号を除いて送り直してください。",
        )
    try:
        number = IndividualNumber(value if isinstance(value, str) else "")
    except ValueError:
        number = None
    if number is None or not number.is_valid:
        raise AskRefusedError(
            "individual_number",
            "check_digit",
            "個人番号ではありません。",
            "12桁と検査数字を確かめてください。",
        )
    return number


def _basic(value: object, on: date) -> Basic:
    told = _object("basic", value, BASIC_KEYS)
    texts = {key: _text(told, key, longest, "basic.") for key, longest in LENGTHS.items()}
    for key, text in texts.items():
        if not text.strip() or has_number_in_words(text):
            raise AskRefusedError(
                f"basic.{key}",
                "format",
                "空か、個人番号のような数字があります。",
                "値を確かめてください。",
            )
    sex = _text(told, "sex", 1, "basic.")
    if sex not in SEXES:
        raise AskRefusedError(
            "basic.sex", "choice", "性別の符号ではありません。", "1、2、空のどれかにしてください。"
        )
    postcode = _text(told, "postcode", 7, "basic.")
    if not re.fullmatch(r"(\d{7})?", postcode, re.ASCII):
        raise AskRefusedError(
            "basic.postcode", "format", "郵便番号ではありません。", "数字7桁か空にしてください。"
        )
    return Basic(**texts, birth_on=_birth(told["birth_on"], on), sex=sex, postcode=postcode)


def _birth(value: object, on: date) -> date | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None  # noqa: PLR2004 - 2026-04-01
    except ValueError:
        day = None
    if day is None or not OLDEST <= day <= on:
        raise AskRefusedError(
            "basic.birth_on",
            "format",
            "生年月日ではありません。",
            "1980-04-01 の形か null にしてください。",
        )
    return day
