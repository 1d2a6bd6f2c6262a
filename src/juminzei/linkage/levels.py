"""How far two values of one field agree, and the words for it."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """Agreement of one field, weakest first."""

    DIFFERS = 0
    MISSING = 1
    NEAR = 2
    EQUAL = 3


WORDS = {
    Level.EQUAL: "一致",
    Level.NEAR: "近い",
    Level.MISSING: "記載なし",
    Level.DIFFERS: "相違",
}
"""What a clerk reads."""

FIELD_WORDS = {
    "birth": "生年月日",
    "kana": "カナ氏名",
    "name": "漢字氏名",
    "address": "住所",
}
"""The fields that are compared, in the order in which they are shown."""

SOURCE_WORDS = {
    "current": "",
    "former": "変更前の",
    "alias": "通称の",
    "former_surname": "旧氏の",
    "latin": "英字の",
    "merged": "統合された番号の",
}
"""Which of a person's names or addresses agreed best."""
