"""Whom an address, or a form, is about; every page about somebody is opened through here.

A page whose address names a person by one of these words asks for closeness (利害関係)
without doing anything for it. A word that is in neither list fails the tests.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import cluster
from juminzei.apps.addressees.selectors.proposals import addressees_of
from juminzei.apps.assessment.models import (
    AssessmentVersion,
    MatchCandidate,
    MatchDecision,
    Notice,
    OfficialCorrection,
    Reassessment,
    TaxDocument,
)
from juminzei.apps.correspondence.models import Arrangement, PublicNotice, ReturnedLetter
from juminzei.apps.crosschecks.api import case_people as case_people_of_check
from juminzei.apps.crosschecks.api import relative_people
from juminzei.apps.exchange.api import consignment_people
from juminzei.apps.images.api import subjects
from juminzei.apps.merging.models import Merge, MergeProposal
from juminzei.apps.national_returns.models import StagedReturn
from juminzei.apps.protection.api import case_people
from juminzei.apps.receiving.selectors.applications import people_of_application
from juminzei.apps.return_desk.models import DeskReturn
from juminzei.apps.unified import api as unified
from juminzei.apps.venue_packs.models import BroughtReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.http import HttpRequest


def _of_version(version_id: int) -> Iterable[int | None]:
    return AssessmentVersion.objects.filter(pk=version_id).values_list("addressee_id", flat=True)


def _of_document(document_id: int) -> Iterable[int | None]:
    tied = TaxDocument.objects.filter(pk=document_id).values_list("addressee_id", flat=True)
    found = MatchCandidate.objects.filter(document=document_id)
    return [*tied, *found.values_list("addressee_id", flat=True)]


def _of_decision(decision_id: int) -> Iterable[int | None]:
    decisions = MatchDecision.objects.filter(pk=decision_id)
    return [n for pair in decisions.values_list("addressee", "document__addressee") for n in pair]


def _of_correction(correction_id: int) -> Iterable[int | None]:
    corrections = OfficialCorrection.objects.filter(pk=correction_id)
    return corrections.values_list("document__addressee_id", flat=True)


def _of_reassessment(reassessment_id: int) -> Iterable[int | None]:
    return Reassessment.objects.filter(pk=reassessment_id).values_list("addressee_id", flat=True)


def _of_notice_file(file_id: int) -> Iterable[int | None]:
    notices = Notice.objects.filter(file=file_id, version__isnull=False)
    return notices.values_list("version__addressee_id", flat=True)


def _of_merge(merge_id: int) -> Iterable[int | None]:
    merges = Merge.objects.filter(pk=merge_id).values_list("survivor", "merged_away")
    return [number for pair in merges for number in pair]


def _of_merge_proposal(proposal_id: int) -> Iterable[int | None]:
    proposals = MergeProposal.objects.filter(pk=proposal_id)
    return [n for pair in proposals.values_list("survivor", "merged_away") for n in pair]


def _of_arrangement(arrangement_id: int) -> Iterable[int | None]:
    entries = Arrangement.objects.filter(pk=arrangement_id).values_list("addressee", "connected")
    return [number for pair in entries for number in pair]


def _of_letter(letter_id: int) -> Iterable[int | None]:
    return ReturnedLetter.objects.filter(pk=letter_id).values_list("addressee_id", flat=True)


def _of_public_notice(notice_id: int) -> Iterable[int | None]:
    notices = PublicNotice.objects.filter(pk=notice_id)
    return notices.values_list("letter__addressee_id", flat=True)


def _of_return(return_id: int) -> Iterable[int | None]:
    return DeskReturn.objects.filter(pk=return_id).values_list("addressee_id", flat=True)


def _of_brought(brought_id: int) -> Iterable[int | None]:
    return BroughtReturn.objects.filter(pk=brought_id).values_list("addressee", flat=True)


def _of_national_return(national_id: int) -> Iterable[int | None]:
    returns = StagedReturn.objects.filter(pk=national_id)
    return returns.values_list("document__addressee_id", flat=True)


ABOUT: Mapping[str, Callable[[int], Iterable[int | None]]] = {
    "unified": lambda number: unified.addressees_of([number]),
    "local_id": unified.addressees_about,
    "proposal_id": lambda key: unified.addressees_about(unified.local_of_proposal(key)),
    "number": cluster,
    "other": cluster,
    "case_id": case_people,
    "merge_id": _of_merge,
    "merge_proposal_id": _of_merge_proposal,
    "version_id": _of_version,
    "arrangement_id": _of_arrangement,
    "letter_id": _of_letter,
    "notice_id": _of_public_notice,
    "document_id": _of_document,
    "national_id": _of_national_return,
    "decision_id": _of_decision,
    "correction_id": _of_correction,
    "reassessment_id": _of_reassessment,
    "notice_file.file_id": _of_notice_file,
    "check_case_id": case_people_of_check,
    "relative_id": relative_people,
    "consignment_id": consignment_people,
    "registration_id": addressees_of,
    "image_set_id": lambda key: subjects([key]).values(),
    "return_id": _of_return,
    "brought_id": _of_brought,
    "application_id": people_of_application,
}
"""What an address names → the addressees whom it is about. A page's own word goes before."""

ASKED: Mapping[str, str] = {"estimate.version": "version_id"}
"""What comes after the question mark of a page and names somebody → the word above."""

ABOUT_NOBODY: Mapping[str, str] = {
    "page_number": "image_set_id の何ページ目か。",
    "token": "検索の結果は一覧で、個人の記録は開かない。一覧では印を付ける。",  # nosec B105 - a word
    "file_id": "受領したファイルの一覧は、個人の記録を開かない。",
    "row_id": "取込めなかった行は、誰のものか分からない。",
    "punch_batch_id": "パンチ委託の貸出。箱と資料番号と件数だけを出す。",
    "summary_id": "総括表。事業所の人員だけで、受給者の名も番号も無い。",
    "employer_id": "事業所の登録。従業員の記録は出さない。",
    "unknown_employer_id": "登録のない支払者。従業員の記録は出さない。",
    "medium_id": "受け渡す媒体。ファイルの名前と件数だけを出す。",
    "delivery_id": "受領簿の一件。どのファイルがどう扱われたかだけを出す。",
    "delivered_file_id": "受領したファイルの検査と取込の件数。中の資料は出さない。",
    "run_id": "当初賦課の件数と一覧。",
    "sender_letter_id": "提出者への差戻し。どの行の何が誤りかだけで、行の値は出さない。",
    "disposal_id": "保存期間の過ぎた申告の消去の申請。件数と年度だけで、誰のことも書かない。",
    "export_id": "申告データの出力の申請。列の名だけで、誰のことも書かない。",
    "ticket_id": "整理券。氏名も宛名番号も持たない。",
    "venue_day_id": "申告会場の一日。",
    "lot_id": "税務署への引継ぎ。受付番号だけを出し、個人の記録は開かない。",
    "pack_id": "会場への持出。一覧は番号と氏名だけで、個人の記録は開かない。",
    "reason": "当初賦課の一覧の種類。",
    "step": "当初賦課の段階。",
    "name": "version_id の金額の名。",
    "model": "表の名。",
    "sequence": "操作記録の通番。",
    "staff_number": "職員の画面。宛名番号は出さない。",
    "grant_id": "職員の役割の申請。",
    "terminal_id": "端末の登録。",
    "finding_id": "異常アクセスの検出。",
    "entry_id": "職員の宛名番号の登録。税も住所も出さない。",
    "waiting_id": "他部署の資料の確認待ちの行。誰のものか分からない。",
    "request_id": "上司の確認の申請。税も住所も出さない。",
}
"""What else addresses name → why nobody's record is opened by it."""

NOT_OPENED: Mapping[str, str] = {
    "cosign_ask": "上司の確認を申請する画面。番号のほか何も出さない。",
}
"""Pages that name a person and open nothing → why."""

TOO_LARGE = 2**63
"""No column holds such a number, so that nobody has it."""

LONGEST = len(str(TOO_LARGE))

POSTED = ("addressee", "addressee_id", "addressee_number", "connected")
"""Fields of forms that name an addressee to whom something is done."""


def about(request: HttpRequest, page: str, named: Mapping[str, object]) -> set[int]:
    """Return the numbers of the addressees whom a request is about.

    Args:
        request: The request; a posted form may name an addressee.
        page: The name of the page.
        named: What the address names.
    """
    if page in NOT_OPENED:
        return set()
    found: set[int] = set()
    for word, value in named.items():
        ask = ABOUT.get(f"{page}.{word}") or ABOUT.get(word)
        if ask and isinstance(value, int) and value < TOO_LARGE:
            found.update(number for number in ask(value) if number)
    for place, leads in ASKED.items():
        where, _, name = place.partition(".")
        if where == page and (key := _number(request.GET.get(name, ""))):
            found.update(number for number in ABOUT[leads](key) if number)
    if request.method == "POST":
        found.update(filter(None, (_number(request.POST.get(name, "")) for name in POSTED)))
    return found


def _number(text: str) -> int:
    """Read a number as forms do, wide digits and blanks too; 0 if it is none."""
    digits = unicodedata.normalize("NFKC", text).strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < LONGEST):
        return 0
    return int(digits)
