"""A form, its answers to be checked, and the act: the same three steps for everything entered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render

from juminzei.apps.correspondence.services.refusal import CorrespondenceRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.correspondence.forms import CheckedForm

UNPROCESSABLE, CONFLICT = 422, 409


@dataclass(frozen=True, slots=True)
class Question:
    """What a page asks, and what is done with the answers."""

    title: str
    button: str
    """What is done, as the last button says it."""
    form: type[CheckedForm]
    act: Callable[[Any], str]
    """Takes the valid form and returns what the clerk is told."""
    back: str
    """Address of the page to return to."""
    initial: Mapping[str, Any] = field(default_factory=dict)
    notice: str = ""
    """What to know before answering."""


def asked(request: HttpRequest, question: Question) -> HttpResponse:
    """Show the form, then its answers, then act; a refusal goes back to the form."""
    if request.method != "POST":
        return _form(request, question, question.form(initial=dict(question.initial)))
    form = question.form(request.POST)
    if not form.is_valid():
        return _form(request, question, form, UNPROCESSABLE)
    if "change" in request.POST:
        return _form(request, question, form)
    if "confirmed" not in request.POST:
        context = {"question": question, "form": form, "answers": form.answers()}
        return render(request, "correspondence/check_answers.html", context)
    try:
        told = question.act(form)
    except CorrespondenceRefusedError as refusal:
        place = refusal.field if refusal.field in form.fields else None
        form.add_error(place, str(refusal))
        return _form(request, question, form, CONFLICT if refusal.conflict else UNPROCESSABLE)
    messages.success(request, told)
    return redirect(question.back)


def _form(
    request: HttpRequest, question: Question, form: CheckedForm, status: int = 200
) -> HttpResponse:
    context = {"question": question, "form": form}
    return render(request, "correspondence/form.html", context, status=status)
