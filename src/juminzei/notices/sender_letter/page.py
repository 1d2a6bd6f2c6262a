"""A letter that gives something back to its sender, as the template prints it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from juminzei.base.wareki import wareki_text
from juminzei.notices.drawing import compiled
from juminzei.notices.glyphs import drawable

if TYPE_CHECKING:
    from juminzei.notices.sender_letter.form import SenderLetterSheet

FORM = "sender_letter"


def sender_letter_pdf(letter: SenderLetterSheet) -> bytes:
    """Return the pages as PDF; the same letter gives the same bytes."""
    values = {
        "number": f"税戻第{letter.number}号",
        "made_on": wareki_text(letter.made_on),
        "issuer": letter.issuer,
        "postcode": f"〒{letter.postcode[:3]}-{letter.postcode[3:]}" if letter.postcode else "",
        "address": drawable(letter.address).text,
        "receiver": f"{drawable(letter.receiver).text}　御中",
        "about": drawable(letter.about).text,
        "count": f"{len(letter.rows):,} か所",
        "reply_by": wareki_text(letter.reply_by),
        "rows": [[drawable(cell).text for cell in row] for row in letter.rows],
    }
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return compiled(FORM, {"data.json": content})
