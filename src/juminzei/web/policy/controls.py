"""The assessment's chapters, promise by promise: what keeps each, and where it can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.policy.controls import CHAPTERS, STATES, controls, counts
from juminzei.platform.policy.entries import ways_in
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.services import functions_of
from juminzei.web.navigation import PLACES
from juminzei.web.policy.documents import FUNCTION

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.policy.controls import Control

TITLES = {
    "data_files": "データの一覧",
    "registration_list": "宛名の登録・修正",
    "official_corrections": "職権訂正",
    "reassessment_list": "更正",
    "unified_by_number": "個人番号による統合宛名の検索",
    "watch_list": "注視対象者",
    "personnel": "人事異動の取込",
    "city_notice_new": "他市町村からの通知の入力",
    "notice_new": "他市町村への通知",
    "medium_list": "媒体の受渡し",
    "exchange_log": "送受信ログ",
    "document_closing": "課税資料の締め",
    "desk_referrals": "他市町村への申告の案内",
    "staff_review": "職員の点検",
} | {place.view: place.label for place in PLACES}
"""Screens that controls name → what they are called."""


@require_GET
def control_list(request: HttpRequest) -> HttpResponse:
    """Show each chapter; a screen is linked for whoever may open it."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    functions = functions_of(actor, on=at.date())
    audit.record(
        action="policy.controls.viewed",
        actor=actor,
        at=at,
        function=FUNCTION,
        subject_kind="policy",
    )
    chapters = [
        (title, counts(key), [_row(one, functions) for one in controls() if one.chapter == key])
        for key, title in CHAPTERS.items()
    ]
    return render(request, "web/policy/controls.html", {"chapters": chapters})


def _row(
    one: Control, functions: Collection[str]
) -> tuple[Control, str, list[tuple[str, str, bool]]]:
    ways = ways_in("pages")
    pages = [
        (page, TITLES[page], bool(set(ways[page].functions) & set(functions))) for page in one.pages
    ]
    return one, STATES[one.state], pages
