"""Where the pages are: their names, and the letter that jumps there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from juminzei.platform.policy.entries import ways_in

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation, shown to whoever may open its page.

    Attributes:
        view: The name of its page.
        label: What a clerk reads.
        letter: ``g`` and this jump there. Empty if only its group leads there: there are more
            places than letters.
        beside: The beginnings of addresses that belong to it although they begin otherwise.
    """

    view: str
    label: str
    letter: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Places of one kind of work: they stand in a row of their own."""

    label: str
    places: tuple[Place, ...]


HOME = Place("home", "ホーム", "h")

GROUPS = (
    Group(
        "個人",
        (
            Place("search", "個人検索", "s", ("/persons/", "/amounts/")),
            Place("individual_number_search", "番号検索", "n"),
            Place("unified_search", "統合宛名", "i", ("/unified/",)),
            Place("taxable_list", "課税対象者", "t"),
            Place("registration_list", "宛名の登録", "w"),
            Place("merge_candidates", "宛名の統合", "u"),
            Place("returned_list", "送付先・返戻", "o", ("/recipients/",)),
            Place("public_notice_list", "公示送達", ""),
        ),
    ),
    Group(
        "資料の受領",
        (
            Place("delivery_list", "受領簿", "1"),
            Place("file_list", "課税資料", "d", ("/documents/",)),
            Place("quarantine", "取込保留", "q"),
            Place("employer_list", "事業所", "7"),
            Place("summary_list", "総括表", ""),
            Place("national_returns", "国税連携", "2"),
            Place("department_files", "他部署の資料", "5"),
            Place("exchange_work", "回送・送受信", "9"),
        ),
    ),
    Group(
        "申告",
        (
            Place("desk_queue", "申告受付", "3"),
            Place("desk_returns", "申告書", ""),
            Place("desk_packs", "会場への持出", ""),
        ),
    ),
    Group(
        "照合・調査",
        (
            Place("match_queue", "照合", "m"),
            Place("crosscheck_list", "課税資料チェック", "4"),
            Place("crosscheck_relatives", "扶養", "8"),
            Place("national_agency", "扶養是正", ""),
            Place("official_corrections", "職権訂正", ""),
            Place("consolidated_sheets", "合算表", "6"),
            Place("document_closing", "資料の締め", ""),
        ),
    ),
    Group(
        "賦課",
        (
            Place("run_list", "当初賦課", "r"),
            Place("hold_list", "課税保留", ""),
            Place("reassessment_list", "更正", ""),
            Place("estimate", "試算", "e"),
            Place("simulate", "制度改正の試算", "l"),
        ),
    ),
    Group(
        "保護・記録",
        (
            Place("protection_list", "支援措置", "v"),
            Place("cosign_list", "上司の確認", "b"),
            Place("staff_addressees", "職員の宛名番号", "j"),
            Place("audit_search", "操作記録", "a"),
            Place("finding_list", "異常アクセス", "x", ("/oversight/watched/",)),
            Place("number_views", "番号の表示数", "k"),
            Place("verification", "記録の検証", "y"),
            Place("policy", "権限表", "p"),
        ),
    ),
    Group(
        "管理",
        (
            Place("staff_list", "職員", "c"),
            Place("terminal_list", "端末", "z"),
        ),
    ),
)
"""In the order of the year's work."""

PLACES = (HOME, *(place for group in GROUPS for place in group.places))


def places_for(functions: Collection[str]) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    """Return the groups, each with those of its places that somebody may open.

    Args:
        functions: What they may do. A group of which they may open nothing is left out.
    """
    opened = ways_in("pages")
    may = {name for name, way in opened.items() if not set(way.functions).isdisjoint(functions)}
    seen = ((g.label, tuple(p for p in g.places if p.view in may)) for g in GROUPS)
    return tuple((label, places) for label, places in seen if places)


def place_of(address: str) -> Place | None:
    """Return the place that a page belongs to: the one whose address begins most like its own.

    Args:
        address: The path of a page. The home page has every group, and is of none.
    """
    found = [
        (len(start), place)
        for group in GROUPS
        for place in group.places
        for start in (reverse(place.view), *place.beside)
        if address.startswith(start)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None
