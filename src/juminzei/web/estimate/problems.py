"""What the contract refuses, told in Japanese beside the box it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from juminzei.web.estimate.boxes import RELATIVE, boxes

if TYPE_CHECKING:
    from typing import Any

    from django.forms import BaseFormSet

    from juminzei.kernel.contract import ContractError
    from juminzei.web.estimate.form import EstimateForm

ROW = re.compile(r"dependants\[(\d+)\](?:\.(\w+))?")
WORDS = (
    (
        "excludes medical",
        "医療費控除とセルフメディケーション税制は、どちらか一方だけ受けられます。",
    ),
    (
        "who is disabled is eligible",
        "障害者は、控除の対象です。住所は「国外（控除の対象）」を選んでください。",
    ),
    ("does not fit birth_date", "年齢が生年月日と合いません。どちらか一方だけ入れてください。"),
    ("is after", "生年月日が、その年度の賦課期日（1月1日）より後です。"),
    ("is not here", "この市町村のこの年度の法令データはありません。"),
)


def tell(error: ContractError, form: EstimateForm, relatives: BaseFormSet[Any]) -> None:
    """Put what is wrong beside its box, or at the top where it has none."""
    words = next(
        (told for part, told in WORDS if part in error.problem),
        "この値では計算できません。ほかの欄との組合せを確かめてください。",
    )
    if found := ROW.match(error.key):
        rows = [row for row in relatives.forms if row.is_somebody()]
        name = found[2] if found[2] in {box.name for box in RELATIVE} else "age"
        rows[int(found[1])].add_error(name, words)
        return
    form.add_error(_box_at(error.key), words)


def _box_at(key: str) -> str | None:
    """Return the name of the box at the contract's ``key``, or of the first below it."""
    if key in {"tax_year", "municipality"}:
        return key
    named = [box.name for box in boxes() if box.path == key or box.path.startswith(f"{key}.")]
    return named[0] if named else None
