"""Public notices: the list, one of them, and its way from proposal to the day it takes effect."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.correspondence.filters import PublicNoticeFilter
from juminzei.apps.correspondence.forms import DecisionForm, PostingForm, ProposalForm
from juminzei.apps.correspondence.models import NoticeGround, PublicNoticeAct
from juminzei.apps.correspondence.precedence import taxes
from juminzei.apps.correspondence.selectors.public_notices import public_notices
from juminzei.apps.correspondence.selectors.returned import returned_letters
from juminzei.apps.correspondence.services import public_notices as services
from juminzei.apps.correspondence.services.print_public_notice import (
    APPROVED,
    print_public_notice,
)
from juminzei.apps.correspondence.services.refusal import CorrespondenceRefusedError
from juminzei.apps.correspondence.tables import PublicNoticeTable, notice_state
from juminzei.apps.correspondence.views.check_answers import Question, asked
from juminzei.apps.correspondence.views.person import viewed
from juminzei.base.wareki import wareki_text
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember

VIEW, EDIT, APPROVE = "correspondence.view", "correspondence.edit", "public_notice.approve"
ORDERS = ("pk", "posted_on", "effective_on")


@require_GET
def public_notice_list(request: HttpRequest) -> HttpResponse:
    """Show all public notices, the newest first."""
    at = now()
    actor = acting(request, VIEW, at=at)
    narrowed = PublicNoticeFilter(request.GET, queryset=public_notices())
    table = partial(PublicNoticeTable, on=at.date())
    context = listed(request, narrowed.qs, table, orders=("-pk", *ORDERS))
    page = context["page"]
    audit.record(
        action="correspondence.public_notice.listed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count, "page": page.number},
    )
    context["filter"] = narrowed
    return render(request, "correspondence/public_notice_list.html", context)


@require_GET
def public_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Show one public notice."""
    at = now()
    actor = acting(request, VIEW, at=at)
    notice = public_notices().filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    audit.record(
        action="correspondence.public_notice.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(notice.letter.addressee_id),
        details={"public_notice": notice.pk},
    )
    context = {
        "notice": notice,
        "letter": notice.letter,
        "tax": taxes()[notice.letter.tax],
        "state": notice_state(notice, at.date()),
        "steps": notice.steps.select_related("recorded_by").order_by("pk"),
        "waits": notice.act is None,
        "own": same_person(actor, notice.proposed_by),
        "may_be_printed": notice.act in APPROVED,
        "may_be_posted": notice.act == PublicNoticeAct.APPROVED,
    }
    return render(request, "correspondence/public_notice.html", context)


@require_http_methods(["GET", "POST"])
def public_notice_propose(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Propose to deliver a letter by public notice."""
    at = now()
    actor = acting(request, EDIT, at=at)
    letter = get_object_or_404(returned_letters(), pk=letter_id)
    person = viewed(letter.addressee_id, actor, at)
    question = Question(
        title=f"{person.name} の公示送達を起案",
        button="起案する",
        form=ProposalForm,
        act=partial(_proposed, letter.pk, actor, at),
        back=reverse("returned", args=[letter.pk]),
        notice="起案は、ほかの職員が承認します。",
    )
    return asked(request, question)


@require_http_methods(["GET", "POST"])
def public_notice_decide(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Approve a proposal, or turn it down."""
    at = now()
    actor = acting(request, APPROVE, at=at)
    notice = get_object_or_404(public_notices(), pk=notice_id)
    person = viewed(notice.letter.addressee_id, actor, at)
    question = Question(
        title=f"{person.name} の公示送達（第{notice.pk}号）を決定",
        button="決定する",
        form=DecisionForm,
        act=partial(_decided, notice.pk, actor, at),
        back=reverse("public_notice", args=[notice.pk]),
        notice="決定は取り消せません。",
    )
    return asked(request, question)


@require_http_methods(["GET", "POST"])
def public_notice_post(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Enter when a public notice was put up."""
    at = now()
    actor = acting(request, EDIT, at=at)
    notice = get_object_or_404(public_notices(), pk=notice_id)
    person = viewed(notice.letter.addressee_id, actor, at)
    question = Question(
        title=f"{person.name} の公示送達（第{notice.pk}号）の掲示を登録",
        button="登録する",
        form=PostingForm,
        act=partial(_posted, notice.pk, actor, at),
        back=reverse("public_notice", args=[notice.pk]),
        initial={"posted_on": at.date()},
        notice="掲示の登録は取り消せません。送達の日は、掲示を始めた日から計算します。",
    )
    return asked(request, question)


@require_POST
def public_notice_print(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Hand out the sheet for the board."""
    at = now()
    actor = acting(request, EDIT, at=at)
    notice = get_object_or_404(public_notices(), pk=notice_id)
    try:
        pdf = print_public_notice(notice.pk, actor=actor, at=at)
    except CorrespondenceRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("public_notice", notice.pk)
    headers = {"Content-Disposition": f'attachment; filename="public-notice-{notice.pk}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _proposed(letter_id: int, actor: StaffMember, at: datetime, form: ProposalForm) -> str:
    services.propose(
        letter_id,
        ground=NoticeGround(form.cleaned_data["ground"]),
        investigation=form.cleaned_data["investigation"],
        actor=actor,
        at=at,
    )
    return "公示送達を起案しました。ほかの職員の承認を待っています。"


def _decided(notice_id: int, actor: StaffMember, at: datetime, form: DecisionForm) -> str:
    approved = form.cleaned_data["outcome"] == "approve"
    services.decide(
        notice_id, approved=approved, reason=form.cleaned_data["reason"], actor=actor, at=at
    )
    return "公示送達を承認しました。" if approved else "公示送達を却下しました。"


def _posted(notice_id: int, actor: StaffMember, at: datetime, form: PostingForm) -> str:
    step = services.post(notice_id, **form.cleaned_data, actor=actor, at=at)
    day = wareki_text(step.effective_on) if step.effective_on else ""
    return f"掲示を登録しました。{day}に送達があったものとみなされます。"
