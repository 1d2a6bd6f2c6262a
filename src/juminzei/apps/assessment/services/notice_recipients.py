"""Whom notices go to, and which of them a person has to look at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.formats.register_reasons import Reason
from juminzei.notices.glyphs import drawable
from juminzei.notices.recipient import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable

    from juminzei.apps.assessment.selectors.notices import Addressed

PROTECTED = "支援措置対象者"
BY_CEASING = {
    Reason.DEATH: "死亡（送付先を確認）",
    Reason.MOVED_ABROAD: "国外転出（納税管理人を確認）",
}


def person(
    who: Addressed, *, new_address: str, protected: bool
) -> tuple[Recipient, tuple[str, ...]]:
    """Return whom a person's notice goes to, and why it is to be posted by hand, if so.

    Args:
        who: As known today.
        new_address: 転出先 where the register names one, without a postcode.
        protected: A protected person's letter goes to the same address, but is enclosed
            by hand, so that it cannot slip into another envelope.
    """
    address = new_address or who.address
    recipient, undrawn = drawn(Recipient("" if new_address else who.postcode, address, who.name))
    reasons = [PROTECTED] if protected else []
    if who.ceased_reason in BY_CEASING:
        reasons.append(BY_CEASING[Reason(who.ceased_reason)])
    return recipient, (*reasons, *undrawn)


def drawn(recipient: Recipient) -> tuple[Recipient, tuple[str, ...]]:
    """Return the recipient as the font draws it, and what it cannot draw."""
    name, address = drawable(recipient.name), drawable(recipient.address)
    undrawn = undrawable((recipient.name, recipient.address))
    shown = Recipient(recipient.postcode, address.text, name.text, recipient.honorific)
    return shown, undrawn


def undrawable(texts: Iterable[str]) -> tuple[str, ...]:
    """Return a reason for each sign that the font lacks or draws in its standard form."""
    reasons: list[str] = []
    for text in texts:
        found = drawable(text)
        reasons += [f"印字できない文字 U+{ord(sign):04X}（〓で印字）" for sign in found.missing]
        reasons += [
            f"字形を印字できない文字 {_codes(pair)}（標準の字形で印字）"
            for pair in found.plain_form
        ]
    return tuple(dict.fromkeys(reasons))


def _codes(signs: str) -> str:
    return "+".join(f"U+{ord(sign):04X}" for sign in signs)
