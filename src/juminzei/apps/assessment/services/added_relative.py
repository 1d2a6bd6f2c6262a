"""A relative whom a document does not name and who is to count, by office authority."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import identity
from juminzei.apps.assessment.individual_number import FIELDS
from juminzei.apps.assessment.models import Resolution, StatedRelative
from juminzei.apps.assessment.services.correctable import LEVELS, CorrectionRefusedError, Item
from juminzei.apps.assessment.services.correctable_item import FLAGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.apps.assessment.models import OfficialCorrection, TaxDocument
    from juminzei.apps.assessment.selectors.official_corrections import Value

ADDED = "added"
"""The item that adds a relative, in the place that the relative is given."""
NEW = "new/"
"""What stands before the parts of a relative who is being added."""
GROUPS = {
    "spouse": "配偶者",
    "dependant": "控除対象扶養親族",
    "under16": "16歳未満の扶養親族",
    "family_employee": "事業専従者",
}
LONGEST = 120
PARTS: tuple[Item, ...] = (
    Item("name", "氏名", "", "", "text", longest=LONGEST),
    Item("kana", "フリガナ", "", "", "text", longest=LONGEST),
    Item("birth_on", "生年月日", None, None, "day"),
    Item("relationship", "続柄", "", "", "text", longest=20),
    Item("income", "所得（円）", None, None, "number"),
    Item("disability", "障害", 0, 0, "choice", choices=LEVELS),
    Item("abroad", "国外居住", received=False, counts=False, shape="flag", choices=FLAGS),
    Item("cohabiting", "同居", received=False, counts=False, shape="flag", choices=FLAGS),
    Item("addressee", "宛名番号（市の登録がある人）", None, None, "number"),
)


def read_added(
    document: TaxDocument, entered: Mapping[str, str], *, on: date
) -> dict[str, object] | None:
    """Return the change that adds a relative, none if nobody is to be added.

    Args:
        document: The document that does not name the relative.
        entered: What was entered, the parts of the relative under :data:`NEW`.
        on: Today: the addressee number must be somebody's.

    Raises:
        CorrectionRefusedError: Somebody is half entered, or the document has no place left.
    """
    given = {key.removeprefix(NEW): text for key, text in entered.items() if key.startswith(NEW)}
    group = given.pop("group", "")
    if not group and not any(text.strip() for key, text in given.items() if key in _WRITTEN):
        return None
    if group not in GROUPS:
        raise CorrectionRefusedError("加える親族の欄（配偶者・扶養親族など）を選んでください。")
    read = {part.key: part.read(given.get(part.key, part.entered(part.counts))) for part in PARTS}
    if not read["name"] or not read["kana"]:
        raise CorrectionRefusedError("加える親族の氏名とフリガナを入れてください。")
    number = read["addressee"]
    if isinstance(number, int) and identity(number, on=on) is None:
        raise CorrectionRefusedError(
            f"宛名番号 {number:010d} は登録されていません。番号を確かめるか、空けてください。"
        )
    return {"item": f"{_free(document, group)}/{ADDED}", "before": None, "after": read}


def told(after: Mapping[str, Value]) -> str:
    """Return an added relative in words, for the page that shows the correction."""
    number = after.get("addressee")
    plain = [one for one in PARTS if one.key != "addressee" and after.get(one.key)]
    shown = [f"{one.label} {one.told(after[one.key])}" for one in plain]
    return "　".join([*shown, f"宛名番号 {number:010d}"] if number else shown)


def enter_added(correction: OfficialCorrection) -> None:
    """Enter the relatives whom an approved correction adds, in the caller's transaction."""
    for one in correction.changes:
        place, _, name = one["item"].partition("/")
        if name != ADDED:
            continue
        after = {**one["after"]}
        born, number = after.pop("birth_on"), after.pop("addressee")
        StatedRelative.objects.create(
            document_id=correction.document_id,
            place=place,
            birth_on=date.fromisoformat(born) if born else None,
            addressee_id=number,
            resolution=Resolution.CLERK if number else Resolution.NONE,
            added_by=correction,
            **after,
        )


_WRITTEN = frozenset(part.key for part in PARTS if part.shape in {"text", "day"})


def _free(document: TaxDocument, group: str) -> str:
    """Return the first place of a group that the document leaves free."""
    taken = set(document.relatives.values_list("place", flat=True))
    places = [name for name in FIELDS if name.rpartition("_")[0] == group or name == group]
    free = next((name for name in places if name not in taken), None)
    if free is None:
        raise CorrectionRefusedError(
            f"この資料の「{GROUPS[group]}」の欄は、空きがありません。"
            "配偶者は、前の人を「数えない」としても欄を空けられないため、その人の欄を訂正してください。"
        )
    return free
