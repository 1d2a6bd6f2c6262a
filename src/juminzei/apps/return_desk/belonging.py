"""Whether a person's return belongs to this city: where they lived on 1 January (地方税法318条)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.base.wareki import wareki_text

if TYPE_CHECKING:
    from juminzei.apps.addressees.api import Identity


def belongs_elsewhere(who: Identity, tax_year: int) -> str:
    """Return why a return belongs elsewhere, as far as the register tells; empty where it does not.

    Of people whose history is not shown nothing is told. Who has premises alone belongs here
    for those; the words say what the register says, a clerk decides.

    Args:
        who: The person, with what was shown of the history.
        tax_year: 年度 of the return.
    """
    if not who.history:
        return ""
    first = date(tax_year, 1, 1)
    since = who.history[0].resident_since
    if who.ceased_on and who.ceased_on <= first:
        return f"{wareki_text(who.ceased_on)}に{who.ceased_reason or '消除'}しています。"
    if since and since > first:
        return f"{wareki_text(since)}に転入しています。"
    return ""
