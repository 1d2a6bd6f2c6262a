"""Where the pages are: names, the letter that jumps there, and who sees the link."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation; ``g`` and ``letter`` jump there."""

    view: str
    label: str
    letter: str
    function: str


PLACES = (
    Place("home", "ホーム", "h", ""),
    Place("search", "個人検索", "s", "person.search"),
    Place("individual_number_search", "番号検索", "n", "individual_number.search"),
    Place("registration_list", "宛名の登録", "w", "register.nonregistered"),
    Place("merge_candidates", "宛名の統合", "u", "merging.propose"),
    Place("unified_search", "統合宛名", "i", "unified.search"),
    Place("taxable_list", "課税対象者", "t", "person.view"),
    Place("delivery_list", "受領簿", "1", "receiving.view"),
    Place("file_list", "課税資料", "d", "documents.view"),
    Place("employer_list", "事業所", "7", "employers.view"),
    Place("quarantine", "取込保留", "q", "documents.view"),
    Place("match_queue", "照合", "m", "match.decide"),
    Place("exchange_work", "回送・送受信", "9", "exchange.view"),
    Place("consolidated_sheets", "合算表", "6", "person.view"),
    Place("run_list", "当初賦課", "r", "run.view"),
    Place("returned_list", "送付先・返戻", "o", "correspondence.view"),
    Place("crosscheck_list", "課税資料チェック", "4", "crosschecks.view"),
    Place("crosscheck_relatives", "扶養", "8", "match.decide"),
    Place("department_files", "他部署の資料", "5", "departments.import"),
    Place("estimate", "試算", "e", "tax.calculate"),
    Place("national_returns", "国税連携", "2", "returns.view"),
    Place("desk_queue", "申告受付", "3", "desk.queue"),
    Place("simulate", "制度改正の試算", "l", "law.simulate"),
    Place("cosign_list", "上司の確認", "b", "conflicts.cosign"),
    Place("staff_addressees", "職員の宛名番号", "j", "conflicts.enter"),
    Place("protection_list", "支援措置", "v", "protection.view"),
    Place("audit_search", "操作記録", "a", "audit.view"),
    Place("finding_list", "異常アクセス", "x", "audit.view"),
    Place("number_views", "番号の表示数", "k", "number_views.review"),
    Place("verification", "記録の検証", "y", "audit.verify"),
    Place("policy", "権限表", "p", "policy.view"),
    Place("staff_list", "職員", "c", "staff.view"),
    Place("terminal_list", "端末", "z", "staff.view"),
)
"""In the order of the year's work. A place with no function is open to all who signed in."""
