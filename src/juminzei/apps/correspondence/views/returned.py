"""The queue of letters that came back, and one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.addressees.api import postal
from juminzei.apps.correspondence.filters import ReturnedFilter
from juminzei.apps.correspondence.forms import PersonNumberForm, ReturnedForm, StepForm
from juminzei.apps.correspondence.models import Document, ReturnReason, StepKind
from juminzei.apps.correspondence.precedence import taxes
from juminzei.apps.correspondence.selectors.public_notices import public_notices
from juminzei.apps.correspondence.selectors.returned import returned_letters
from juminzei.apps.correspondence.services.returned import (
    CameBack,
    enter_step,
    register_returned,
)
from juminzei.apps.correspondence.tables import ReturnedTable, notice_state, settled_in_words
from juminzei.apps.correspondence.views.check_answers import Question, asked
from juminzei.apps.correspondence.views.person import viewed
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

VIEW, EDIT = "correspondence.view", "correspondence.edit"
ORDERS = ("returned_on", "addressee_id", "tax_year", "document", "reason", "last_step_on")


@require_GET
def returned_list(request: HttpRequest) -> HttpResponse:
    """Show what came back; without a choice, what is not settled."""
    at = now()
    actor = acting(request, VIEW, at=at)
    narrowed = ReturnedFilter({"state": "open", **request.GET.dict()}, queryset=returned_letters())
    context = listed(request, narrowed.qs, ReturnedTable, orders=ORDERS)
    page = context["page"]
    audit.record(
        action="correspondence.returned.listed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count, "page": page.number},
    )
    context |= {"filter": narrowed, "find": PersonNumberForm(auto_id="find_%s")}
    return render(request, "correspondence/returned_list.html", context)


@require_POST
def returned_find(request: HttpRequest) -> HttpResponse:
    """Go from the number on a letter to the page on which it is registered."""
    acting(request, EDIT, at=now())
    form = PersonNumberForm(request.POST)
    number = int(form.cleaned_data["number"]) if form.is_valid() else 0
    if number not in postal([number]):
        messages.error(request, "その番号の人はいません。封筒の通知書番号を確かめてください。")
        return redirect("returned_list")
    return redirect("returned_add", number)


@require_http_methods(["GET", "POST"])
def returned_add(request: HttpRequest, number: int) -> HttpResponse:
    """Register a letter that came back."""
    at = now()
    actor = acting(request, EDIT, at=at)
    person = viewed(number, actor, at)
    question = Question(
        title=f"{person.name} の返戻を登録",
        button="登録する",
        form=ReturnedForm,
        act=partial(_registered, number, actor, at),
        back=reverse("returned_list"),
        initial={"tax": "ordinary", "tax_year": at.year, "returned_on": at.date()},
    )
    return asked(request, question)


@require_GET
def returned(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show one letter and what was done about it."""
    at = now()
    actor = acting(request, VIEW, at=at)
    letter = get_object_or_404(returned_letters(), pk=letter_id)
    audit.record(
        action="correspondence.returned.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(letter.addressee_id),
        details={"letter": letter.pk},
    )
    notices = public_notices().filter(letter=letter).order_by("-pk")
    context = {
        "letter": letter,
        "tax": taxes()[letter.tax],
        "state": settled_in_words(letter),
        "steps": letter.steps.select_related("recorded_by").order_by("-done_on", "-pk"),
        "notices": [(one, *notice_state(one, at.date())) for one in notices],
    }
    return render(request, "correspondence/returned.html", context)


@require_http_methods(["GET", "POST"])
def returned_step(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Enter what was done about a letter."""
    at = now()
    actor = acting(request, EDIT, at=at)
    letter = get_object_or_404(returned_letters(), pk=letter_id)
    person = viewed(letter.addressee_id, actor, at)
    question = Question(
        title=f"{person.name} の返戻の処理を登録",
        button="登録する",
        form=StepForm,
        act=partial(_stepped, letter.pk, actor, at),
        back=reverse("returned", args=[letter.pk]),
        initial={"done_on": at.date()},
        notice="新しい送付先へ再発送するときは、先に送付先を登録してください。",
    )
    return asked(request, question)


def _registered(number: int, actor: StaffMember, at: datetime, form: ReturnedForm) -> str:
    given = {
        **form.cleaned_data,
        "document": Document(form.cleaned_data["document"]),
        "reason": ReturnReason(form.cleaned_data["reason"]),
    }
    register_returned(number, CameBack(**given), actor=actor, at=at)
    return "返戻を登録しました。"


def _stepped(letter_id: int, actor: StaffMember, at: datetime, form: StepForm) -> str:
    given = {**form.cleaned_data, "kind": StepKind(form.cleaned_data["kind"])}
    step = enter_step(letter_id, **given, actor=actor, at=at)
    return f"「{StepKind(step.kind).label}」を登録しました。"
