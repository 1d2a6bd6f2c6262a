"""A public notice as the template prints it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from juminzei.base.wareki import wareki_text
from juminzei.notices.drawing import compiled
from juminzei.notices.glyphs import drawable

if TYPE_CHECKING:
    from juminzei.notices.public_notice.form import PublicNoticeForm

FORM = "public_notice"
BY_HAND = "令和　　年　　月　　日"
HIDDEN = "（記載を省略しています）"


def public_notice_pdf(form: PublicNoticeForm) -> bytes:
    """Return the sheet as PDF; the same form gives the same bytes."""
    values = {
        "number": f"第{form.number}号",
        "issuer": form.issuer,
        "posted": wareki_text(form.posted_on) if form.posted_on else BY_HAND,
        "rows": [
            ["送達を受けるべき者", f"{drawable(form.name).text}　様"],
            ["最後の住所", drawable(form.last_address).text or HIDDEN],
            ["送達すべき書類", form.document],
        ],
    }
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return compiled(FORM, {"data.json": content})
