"""職権訂正: what of a document is wrong and right, and the second person's word on it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.assessment.models import AssessmentRun, RunState, TaxDocument
from juminzei.apps.assessment.selectors.corrected_results import results_since
from juminzei.apps.assessment.selectors.home_page import newest_tax_year
from juminzei.apps.assessment.selectors.official_corrections import official_corrections as every
from juminzei.apps.assessment.services.added_relative import ADDED, GROUPS, NEW, PARTS, told
from juminzei.apps.assessment.services.correctable import (
    CorrectionRefusedError,
    Item,
    correctable,
    relatives_in_view,
)
from juminzei.apps.assessment.services.correction_effect import correction_effect
from juminzei.apps.assessment.services.decide_correction import DECIDE, decide_correction
from juminzei.apps.assessment.services.propose_correction import PROPOSE, propose_correction
from juminzei.apps.assessment.tables_of_corrections import CorrectionTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import JAPAN, now
from juminzei.platform.documents.uploads import UploadRefusedError, accepted
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.assessment.models import OfficialCorrection

PICTURES = ("png", "jpeg", "tiff")
MOST_BYTES = 20 * 1024 * 1024
ORDERS = ("-proposed_at", "document")
STATES = {"open": "決裁待ち", "approved": "承認", "refused": "不承認", "": "すべて"}
UNPROCESSABLE, CONFLICT = 422, 409
END_OF_DAY = time(23, 59, 59, tzinfo=JAPAN)


@require_GET
def official_corrections(request: HttpRequest) -> HttpResponse:
    """Show the year's corrections, those that wait for a decision first."""
    at = now()
    actor = acting(request, PROPOSE, at=at)
    year = newest_tax_year(at)
    state = request.GET.get("state", "open")
    rows = every().filter(tax_year=year)
    if state == "open":
        rows = rows.filter(decision=None)
    elif state:
        rows = rows.filter(decision__approved=state == "approved")
    context = listed(request, rows, CorrectionTable, orders=ORDERS)
    audit.record(
        action="assessment.corrections.viewed",
        actor=actor,
        at=at,
        details={"tax_year": year, "page": context["page"].number},
    )
    more = {"year": year, "state": state, "states": STATES.items()}
    return render(request, "assessment/corrections.html", {**context, **more})


@require_GET
def document_corrections(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show a document as received and as it counts, today or on the day asked for."""
    acting(request, PROPOSE, at=now())
    return _document_page(request, document_id)


@require_POST
@sensitive_post_parameters()
def document_correct(request: HttpRequest, document_id: int) -> HttpResponse:
    """Propose a correction."""
    at = now()
    actor = acting(request, PROPOSE, at=at)
    entered = {
        name.removeprefix("item_"): str(text)
        for name, text in request.POST.items()
        if name.startswith("item_")
    }
    try:
        correction = propose_correction(
            document_id=document_id,
            entered=entered,
            reason=request.POST.get("reason", "")[:200],
            evidence=request.POST.get("evidence", "")[:200],
            pages=_pages(request),
            actor=actor,
            at=at,
        )
    except (CorrectionRefusedError, UploadRefusedError) as refusal:
        return _document_page(request, document_id, problem=str(refusal), status=UNPROCESSABLE)
    messages.success(request, "職権訂正を起案しました。別の職員が決裁すると効力を持ちます。")
    return redirect("official_correction", correction.pk)


@require_GET
def official_correction(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Show one correction: before and after, why, what shows it, and who decided what."""
    acting(request, PROPOSE, at=now())
    return _page(request, correction_id)


@require_POST
def official_correction_decide(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Agree to a correction or turn it down."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    approved = request.POST.get("outcome") == "approve"
    try:
        decide_correction(
            correction_id=correction_id,
            approved=approved,
            note=request.POST.get("note", "")[:200],
            actor=actor,
            at=at,
            seen=_seen(request),
        )
    except CorrectionRefusedError as refusal:
        return _page(request, correction_id, problem=str(refusal), status=CONFLICT)
    done = "承認しました。合算と税額の計算に使います。" if approved else "承認しませんでした。"
    messages.success(request, f"職権訂正 {correction_id} を{done}")
    return redirect("official_corrections")


def _seen(request: HttpRequest) -> int | None:
    """Return the year's tax that stood on the page, none of whom it does not concern."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() else None


def _pages(request: HttpRequest) -> list[bytes]:
    """Return the image that was sent with it, told by its content."""
    file = request.FILES.get("image")
    if file is None:
        return []
    name = file.name or ""
    upload = accepted(name, file.read(), kinds=PICTURES, most_bytes=MOST_BYTES)
    return [upload.content]


def _document_page(
    request: HttpRequest, document_id: int, *, problem: str = "", status: int = 200
) -> HttpResponse:
    at = now()
    document = get_object_or_404(TaxDocument, pk=document_id)
    _looked(request, document, at, action="assessment.document_corrections.viewed")
    day = _day(request)
    until = datetime.combine(day, END_OF_DAY) if day else None
    items = [_shown(item, request) for item in correctable(document, until=until)]
    relatives = [
        (one, [shown for shown in items if shown.item.place == one.place])
        for one in relatives_in_view(document, until)
    ]
    figures = [shown for shown in items if not shown.item.place]
    context = {
        "document": document,
        "told": [one for one in figures if one.item.received or one.changed],
        "silent": [one for one in figures if not (one.item.received or one.changed)],
        "relatives": relatives,
        "day": day,
        "corrections": every().filter(document=document).order_by("-pk"),
        "may_propose": day is None,
        "problem": problem,
        "entered": request.POST,
        "adding": [(one, request.POST.get(f"item_{NEW}{one.key}", "")) for one in PARTS],
        "groups": GROUPS.items(),
        "group": request.POST.get(f"item_{NEW}group", ""),
    }
    return render(request, "assessment/document_corrections.html", context, status=status)


class Shown(NamedTuple):
    """One item as the page shows it."""

    item: Item
    received: str
    counts: str
    changed: bool
    entered: str


def _shown(item: Item, request: HttpRequest) -> Shown:
    return Shown(
        item=item,
        received=item.told(item.received),
        counts=item.told(item.counts),
        changed=item.counts != item.received,
        entered=request.POST.get(f"item_{item.key}", item.entered(item.counts)),
    )


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def _page(
    request: HttpRequest, correction_id: int, *, problem: str = "", status: int = 200
) -> HttpResponse:
    at = now()
    correction = every().filter(pk=correction_id).first()
    if correction is None:
        raise Http404
    actor = acting(request, PROPOSE, at=at)
    _looked(request, correction.document, at, action="assessment.correction.viewed")
    decision = getattr(correction, "decision", None)
    waits = decision is None
    fixed = AssessmentRun.objects.filter(tax_year=correction.tax_year, state=RunState.FIXED)
    context = {
        "correction": correction,
        "effect": correction_effect(correction) if waits else None,
        "results": results_since(correction) if decision and decision.approved else [],
        "lines": _lines(correction, correctable(correction.document)),
        "waits": waits,
        "may_decide": waits
        and not same_person(actor, correction.proposed_by)
        and allowed(actor, DECIDE, on=at.date()),
        "own": same_person(actor, correction.proposed_by),
        "fixed": fixed.exists(),
        "problem": problem,
    }
    return render(request, "assessment/correction.html", context, status=status)


def _lines(
    correction: OfficialCorrection, items: Sequence[Item]
) -> list[tuple[str, str, str, str, str]]:
    """Return place, label, what was received, what counted before and what is to count."""
    known = {item.key: item for item in items}
    relatives = {one.place: one.name for one in correction.document.relatives.all()}
    lines = []
    for one in correction.changes:
        place, _, name = one["item"].partition("/")
        if name == ADDED:
            group = GROUPS[place.partition("_")[0] if place not in GROUPS else place]
            lines.append(("", f"親族の追加（{group}）", "", "", told(one["after"])))
            continue
        item = known[one["item"]]
        before, after = item.told(one["before"]), item.told(one["after"])
        received = item.told(item.received)
        lines.append((relatives.get(item.place, ""), item.label, received, before, after))
    return lines


def _looked(request: HttpRequest, document: TaxDocument, at: datetime, *, action: str) -> None:
    """Count and record that somebody's document was looked at."""
    actor = acting(request, PROPOSE, at=at)
    if document.addressee_id:
        count_person(actor, document.addressee_id, at=at)
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{document.addressee_id or 0:010d}",
        details={"document": document.pk},
    )
