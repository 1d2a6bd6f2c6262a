"""How alike corporations, their offices and joint addressees are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import CorporationFacts
from juminzei.apps.addressees.selectors.likeness import Candidate, Sought
from juminzei.base.japanese_text import address_key, kana_key, name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.apps.addressees.models import Addressee
    from juminzei.apps.addressees.selectors.protection import Withheld

LEGAL_FORM = re.compile(
    "|".join(
        name_key(form)
        for form in (
            *("株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "一般社団法人"),
            *("一般財団法人", "公益社団法人", "公益財団法人", "医療法人社団", "医療法人財団"),
            *("医療法人", "社会福祉法人", "宗教法人", "学校法人", "特定非営利活動法人"),
            *("NPO法人", "農事組合法人", "税理士法人", "弁護士法人"),
        )
    )
    + "|^(?:株|有|同|資|名)(?=..)|(?<=..)(?:株|有)$"
)
POINTS = {"name": 500, "part": 250, "kana": 200, "address": 300}
SAME, STRONG = 1_000, 700


def body_core(name: str) -> str:
    """Return the search key of a body's name without its legal form."""
    key = name_key(name)
    return LEGAL_FORM.sub("", key) or key


def body_likeness(
    sought: Sought, people: Sequence[Addressee], withheld: Withheld
) -> list[Candidate]:
    """Compare a body with others; the same corporate number is the same corporation."""
    same = set()
    if sought.corporate_number:
        facts = CorporationFacts.objects.filter(corporate_number=sought.corporate_number)
        same = set(facts.values_list("version__addressee_id", flat=True))
    return [_compared(sought, one, withheld, same_number=one.number in same) for one in people]


def _compared(
    sought: Sought, one: Addressee, withheld: Withheld, *, same_number: bool
) -> Candidate:
    core, known = body_core(sought.name), body_core(one.name)
    address = address_key(sought.address)
    agreeing = {
        "name": core == known,
        "part": core != known and (core in known or known in core),
        "kana": bool(sought.kana) and kana_key(sought.kana) == one.kana_key,
        "address": bool(address) and one.number not in withheld and address == one.address_key,
    }
    words = {
        "name": "名称（法人の種類を除く）は一致",
        "part": "名称の一部が一致",
        "kana": "カナは一致",
        "address": "所在地は一致",
    }
    told = ["法人番号は一致"] if same_number else []
    told += [words[field] for field, agrees in agreeing.items() if agrees]
    points = sum(POINTS[field] for field, agrees in agreeing.items() if agrees)
    score = SAME if same_number else points
    return Candidate(one, score, "、".join(told) + "。", score >= STRONG)
