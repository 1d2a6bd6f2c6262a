"""A letter to another municipality, as the template prints it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from juminzei.base.numbers.municipalities import municipality_name
from juminzei.base.wareki import wareki_text
from juminzei.notices.drawing import compiled
from juminzei.notices.glyphs import drawable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.notices.city_letter.form import CityLetter

FORM = "city_letter"


def city_letter_pdf(letter: CityLetter) -> bytes:
    """Return the pages as PDF; the same letter gives the same bytes."""
    values = {
        "number": f"税第{letter.number}号",
        "made_on": wareki_text(letter.made_on),
        "issuer": letter.issuer,
        "title": letter.title,
        "receiver": _receiver(letter.municipality),
        "text": letter.text,
        "caution": letter.caution,
        "facts": _drawn(letter.facts),
        "columns": list(letter.columns),
        "rows": _drawn(letter.rows),
        "sheets": [{"title": title, "facts": _drawn(facts)} for title, facts in letter.sheets],
    }
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return compiled(FORM, {"data.json": content})


def _receiver(code: str) -> str:
    name = municipality_name(code)
    return f"{name}長　様（団体コード {code}）" if name else f"団体コード {code}　市区町村長　様"


def _drawn(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[drawable(cell).text for cell in row] for row in rows]
