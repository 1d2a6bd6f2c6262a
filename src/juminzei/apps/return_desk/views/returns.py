"""One return: its boxes, both taxes while typing, saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from juminzei.apps.addressees.api import identity
from juminzei.apps.return_desk.forms.entry_form import EntryForm, typed_from
from juminzei.apps.return_desk.forms.return_forms import (
    AnswerForm,
    AttachForm,
    ConfirmationForm,
    NoticeForm,
    ReasonForm,
)
from juminzei.apps.return_desk.models import ReturnState
from juminzei.apps.return_desk.return_form import lists
from juminzei.apps.return_desk.selectors.prefill import last_entries
from juminzei.apps.return_desk.selectors.return_outcome import return_outcome
from juminzei.apps.return_desk.selectors.returns import answered_of, birth_of, returns
from juminzei.apps.return_desk.selectors.visitors import typed_by_visitors, waiting_entry
from juminzei.apps.return_desk.services.confirm import missing_confirmations
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import newest_entries
from juminzei.apps.return_desk.services.take_return import OPEN, TAKE, save_return
from juminzei.apps.return_desk.views.shown_groups import shown_groups
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.addressees.api import Identity
    from juminzei.apps.return_desk.entries import Entries
    from juminzei.apps.return_desk.models import DeskReturn
    from juminzei.apps.return_desk.selectors.return_outcome import ReturnOutcome
    from juminzei.platform.staff.models import StaffMember

UNPROCESSABLE, CONFLICT = 422, 409
QUESTIONS = "questions"


@require_http_methods(["GET", "POST"])
def desk_return(request: HttpRequest, return_id: int) -> HttpResponse:
    """Show a return; save what was typed, or give a list another row."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    kept = newest_entries(one)
    if request.method == "GET":
        return page(request, one, actor, at, form=EntryForm(typed_from(kept)), entries=kept)
    form = EntryForm(request.POST.dict())
    if not form.is_valid():
        return page(request, one, actor, at, form=form, entries=None, status=UNPROCESSABLE)
    entries = form.entries(kept)
    if (more := request.POST.get("add", "")) in lists():
        again = EntryForm(typed_from(entries, more=more))
        return page(request, one, actor, at, form=again, entries=entries)
    try:
        version = save_return(return_id=return_id, entries=entries, actor=actor, at=at)
    except DeskRefusedError as refusal:
        problem = str(refusal)
        return page(
            request, one, actor, at, form=form, entries=entries, problem=problem, status=CONFLICT
        )
    messages.success(request, f"保存しました（履歴番号 {version.version}）。")
    order = "?order=questions" if request.GET.get("order") == QUESTIONS else ""
    return redirect(reverse("desk_return", args=[return_id]) + order)


@require_POST
def desk_return_compute(request: HttpRequest, return_id: int) -> HttpResponse:
    """Answer what the boxes come to as they are typed; nothing is saved."""
    at = now()
    acting(request, TAKE, at=at)
    one = found(return_id)
    form = EntryForm(request.POST.dict())
    context: dict[str, object] = {"one": one, "form": form}
    if form.is_valid():
        entries = form.entries(newest_entries(one))
        context["outcome"] = return_outcome(
            one,
            entries,
            birth_on=birth_of(one),
            answered=answered_of(one),
        )
    return render(request, "return_desk/part.html", context)


def found(return_id: int) -> DeskReturn:
    """Return one return, or answer that there is none."""
    one = returns().filter(pk=return_id).first()
    if one is None:
        raise Http404
    return one


def page(
    request: HttpRequest,
    one: DeskReturn,
    actor: StaffMember,
    at: datetime,
    *,
    form: EntryForm | None = None,
    entries: Entries | None = None,
    problem: str = "",
    status: int = 200,
    **forms_back: forms.Form,
) -> HttpResponse:
    """Return the page of a return; a look at the person is on record.

    Args:
        request: Its address may ask for the order of questions.
        one: The return.
        actor: Who looks.
        at: When.
        form: What was typed; the newest version where nothing was.
        entries: What the form says; None where it cannot be read.
        problem: What was refused, in words.
        status: Of the answer.
        forms_back: Other forms of the page that were filled in wrongly.
    """
    who = identity(one.addressee_id, on=at.date())
    count_person(actor, one.addressee_id, at=at)
    audit.record(
        action="return_desk.return.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{one.addressee_id:010d}",
        details={"return": one.pk},
    )
    kept = newest_entries(one)
    if form is None:
        form, entries = EntryForm(typed_from(kept)), kept
    outcome = None if entries is None else _outcome(one, entries, who)
    by_questions = request.GET.get("order") == QUESTIONS
    context = {
        "one": one,
        "who": who,
        "form": form,
        "problem": problem,
        "problem_form": next((back for back in forms_back.values() if back.errors), None),
        "outcome": outcome,
        "by_questions": by_questions,
        "groups": shown_groups(
            form,
            kept,
            last_entries(one.addressee_id, one.tax_year),
            outcome,
            tax_year=one.tax_year,
            by_questions=by_questions,
        ),
        **_around(one, forms_back),
    }
    return render(request, "return_desk/return.html", context, status=status)


def _around(one: DeskReturn, forms_back: Mapping[str, forms.Form]) -> dict[str, object]:
    """Return what stands below the form: confirmations, papers, history, and their forms."""
    return {
        "is_open": one.state in OPEN,
        "is_held": one.state == ReturnState.HELD,
        "history": one.history.select_related("saved_by").order_by("-version"),
        "confirmations": one.confirmations.select_related("confirmed_by").order_by("pk"),
        "missing": missing_confirmations(one),
        "attachments": one.attachments.order_by("pk"),
        "typed_here": typed_by_visitors(one).exists(),
        "typed_waits": waiting_entry(one) is not None,
        "answers": one.answers.select_related("answered_by").order_by("pk"),
        "confirm_form": forms_back.get("confirm") or ConfirmationForm(auto_id="confirm_%s"),
        "reason_form": forms_back.get("reason") or ReasonForm(auto_id="reason_%s"),
        "answer_form": forms_back.get("answer") or AnswerForm(auto_id="answer_%s"),
        "notice_form": forms_back.get("notice") or NoticeForm(auto_id="notice_%s"),
        "attach_form": forms_back.get("attach") or AttachForm(auto_id="attach_%s"),
    }


def _outcome(one: DeskReturn, entries: Entries, who: Identity | None) -> ReturnOutcome:
    return return_outcome(
        one,
        entries,
        birth_on=who.birth_on if who else None,
        answered=answered_of(one),
    )
