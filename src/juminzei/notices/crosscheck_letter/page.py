"""A letter about what a check found, as the template prints it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from juminzei.base.wareki import wareki_text
from juminzei.notices.drawing import compiled
from juminzei.notices.glyphs import drawable

if TYPE_CHECKING:
    from juminzei.notices.crosscheck_letter.form import CrosscheckLetter

FORM = "crosscheck_letter"


def crosscheck_letter_pdf(letter: CrosscheckLetter) -> bytes:
    """Return the sheet as PDF; the same letter gives the same bytes."""
    values = {
        "number": f"税第{letter.number}号",
        "made_on": wareki_text(letter.made_on),
        "issuer": letter.issuer,
        "title": letter.title,
        "postcode": f"〒{letter.postcode[:3]}-{letter.postcode[3:]}" if letter.postcode else "",
        "address": drawable(letter.address).text,
        "receiver": f"{drawable(letter.receiver).text}　{letter.honorific}",
        "request": letter.request,
        "rows": [
            ["年度・税目", letter.about],
            *([["対象となる方", drawable(letter.person).text]] if letter.person else []),
            *([["親族", drawable(letter.relative).text]] if letter.relative else []),
            ["内容", letter.matter],
            ["根拠", letter.basis],
            ["回答・申出の期限", wareki_text(letter.reply_by)],
        ],
    }
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return compiled(FORM, {"data.json": content})
