"""Says in Japanese why a document was matched, or why a clerk has to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.linkage.levels import FIELD_WORDS, SOURCE_WORDS, WORDS, Level

if TYPE_CHECKING:
    from collections.abc import Mapping

STAGE_WORDS = {
    "number": "個人番号が一致しました",
    "exact": "ほかに該当者のいない項目の組（{keys}）が一致しました",
    "scored": "類似度{score}（千分率）で、次に似た人（{second}）を十分に上回りました",
}


def field_levels(row: Mapping[str, int]) -> dict[str, Level]:
    """Return the agreement of the four fields that a clerk sees.

    Args:
        row: One row of :func:`juminzei.linkage.compare.compare`.

    Returns:
        ``birth``, ``kana``, ``name``, ``address``; a name of which one part differs and
        the other does not is near.
    """
    return {
        "birth": Level(row["birth"]),
        "kana": _whole(row["kana_surname"], row["kana_given"]),
        "name": _whole(row["name_surname"], row["name_given"]),
        "address": _address(row),
    }


def _whole(surname: int, given: int) -> Level:
    if surname == given:
        return Level(surname)
    return Level.NEAR if max(surname, given) >= Level.NEAR else Level.DIFFERS


def _address(row: Mapping[str, int]) -> Level:
    near = row["address"] == Level.DIFFERS and row["same_town"]
    return Level.NEAR if near else Level(row["address"])


def matched_because(stage: str, row: Mapping[str, object], levels: Mapping[str, Level]) -> str:
    """Return the reason of an automatic match in one or two sentences.

    Args:
        stage: ``number``, ``exact`` or ``scored``.
        row: The matched row with ``keys``, ``score``, ``second`` and the sources.
        levels: Of :func:`field_levels`.
    """
    how = STAGE_WORDS[stage].format(
        keys=row["keys"], score=row["score"], second=row["second"] or "なし"
    )
    return f"{how}。{fields_in_words(row, levels)}"


def fields_in_words(row: Mapping[str, object], levels: Mapping[str, Level]) -> str:
    """Return the comparison field by field in one sentence."""
    words = [
        f"{SOURCE_WORDS[str(row[source])] if source else ''}{FIELD_WORDS[field]}は{WORDS[level]}"
        for field, level in levels.items()
        for source in [_source(field, row)]
    ]
    return "、".join(words) + "。"


def _source(field: str, row: Mapping[str, object]) -> str:
    """Return the column that says which of a person's names or addresses was compared."""
    column = {"kana": "name_source", "name": "name_source", "address": "address_source"}.get(field)
    return column if column and row[column] is not None else ""
