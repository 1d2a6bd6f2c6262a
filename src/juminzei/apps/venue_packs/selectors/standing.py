"""How the city stands towards people: fingerprints, held against each other later."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import cluster, register_versions
from juminzei.apps.assessment.api import DocumentState, TaxDocument, decided_figures
from juminzei.apps.departments.api import assisted_on, disability_on, premiums_paid
from juminzei.apps.return_desk.api import DeskReturn, ReturnState

if TYPE_CHECKING:
    from collections.abc import Collection

SUBJECTS = {
    "register": "住民記録",
    "documents": "課税資料",
    "decided": "前年度の決定",
    "departments": "他部署の記録",
    "returns": "窓口の申告",
}
"""What may change while a pack is out."""


def standing_of(people: Collection[int], tax_year: int) -> dict[int, dict[str, str]]:
    """Return of each person a fingerprint a subject.

    Args:
        people: Addressee numbers.
        tax_year: 年度 of the returns that are taken.
    """
    documents = _keys_of(
        TaxDocument.objects.filter(
            addressee__in=people, tax_year=tax_year, state=DocumentState.ACTIVE
        ).values_list("addressee_id", "pk")
    )
    returns = _keys_of(
        DeskReturn.objects.filter(addressee__in=people, tax_year=tax_year)
        .exclude(state=ReturnState.CANCELLED)
        .values_list("addressee_id", "pk", "versions")
    )
    register = register_versions(people)
    departments = _departments(people, tax_year)
    return {
        one: {
            "register": _print(register.get(one)),
            "documents": _print(documents.get(one)),
            "decided": _print(decided_figures(cluster(one), tax_year - 1)),
            "departments": _print(departments.get(one)),
            "returns": _print(returns.get(one)),
        }
        for one in people
    }


def changed(then: dict[str, str], now: dict[str, str]) -> list[str]:
    """Return what changed in between, in words."""
    return [words for name, words in SUBJECTS.items() if then.get(name) != now.get(name)]


def _departments(people: Collection[int], tax_year: int) -> dict[int, list[object]]:
    paid = premiums_paid(people, tax_year - 1)
    disabled = disability_on(people, date(tax_year - 1, 12, 31))
    assisted = assisted_on(people, date(tax_year, 1, 1))
    return {one: [paid.get(one), disabled.get(one), one in assisted] for one in people}


def _keys_of(rows: object) -> dict[int, list[object]]:
    found: defaultdict[int, list[object]] = defaultdict(list)
    for number, *rest in sorted(rows):  # type: ignore[call-overload]  # rows of numbers
        found[number].append(rest)
    return dict(found)


def _print(told: object) -> str:
    text = json.dumps(told, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
