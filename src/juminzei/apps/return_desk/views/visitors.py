"""A visitor's terminal: a code, a blank form, and a page that says to call the clerk.

Nobody is signed in here: entering a code ends whatever session the browser had, and all that the
new one knows is which code was entered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.forms.entry_form import typed_from
from juminzei.apps.return_desk.forms.visitor_form import CodeForm, visitor_form
from juminzei.apps.return_desk.models import VisitorPass
from juminzei.apps.return_desk.return_form import lists
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.visitors import OVER, is_open, keep_typed, pass_of
from juminzei.apps.return_desk.views.visitor_questions import questions
from juminzei.base.wareki import tax_year_text
from juminzei.platform.clock import now

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.return_desk.forms.entry_form import EntryForm

OPENED = "visitor_pass"
UNPROCESSABLE, CONFLICT = 422, 409


@login_not_required
@require_http_methods(["GET", "POST"])
def desk_visitor(request: HttpRequest) -> HttpResponse:
    """Ask for the code; a good one ends the browser's session and opens the form."""
    at = now()
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = pass_of(form.cleaned_data["code"], at=at)
        if found is not None:
            request.session.flush()
            request.session[OPENED] = found.pk
            return redirect("desk_visitor_form")
        form.add_error("code", "このコードでは始められません。職員をお呼びください。")
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "bare": True}
    return render(request, "return_desk/visitor_code.html", context, status=status)


@login_not_required
@require_http_methods(["GET", "POST"])
def desk_visitor_form(request: HttpRequest) -> HttpResponse:
    """Show the form; keep what was typed, once, and forget who was here."""
    at = now()
    found = VisitorPass.objects.filter(pk=request.session.get(OPENED) or 0).first()
    if found is None:
        return redirect("desk_visitor")
    if not is_open(found, at):
        return _ended(request, OVER, status=CONFLICT)
    if request.method == "GET":
        return _form(request, found, visitor_form(), at)
    if "leave" in request.POST:
        return _ended(request, "入力した内容は残していません。")
    return _posted(request, found, at)


def _posted(request: HttpRequest, found: VisitorPass, at: datetime) -> HttpResponse:
    form = visitor_form(request.POST.dict())
    if not form.is_valid():
        return _form(request, found, form, at, status=UNPROCESSABLE)
    entries = form.entries(Entries())
    if (more := request.POST.get("add", "")) in lists():
        again = visitor_form(typed_from(entries, more=more))
        return _form(request, found, again, at, added=more)
    if "done" not in request.POST:  # Enter in a box, where no script leads on
        return _form(request, found, form, at)
    try:
        keep_typed(pass_id=found.pk, entries=entries, at=at)
    except DeskRefusedError as refusal:
        return _form(request, found, form, at, problem=str(refusal), status=CONFLICT)
    return _ended(request, "入力を受け付けました。職員をお呼びください。")


def _form(
    request: HttpRequest,
    found: VisitorPass,
    form: EntryForm,
    at: datetime,
    *,
    added: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    tax_year = found.desk_return.tax_year
    context = {
        "bare": True,
        "form": form,
        "problem": problem,
        "questions": questions(form, tax_year, added),
        "year": tax_year_text(tax_year),
        "until": found.until,
        "seconds": int((found.until - at).total_seconds()),
    }
    return render(request, "return_desk/visitor_form.html", context, status=status)


def _ended(request: HttpRequest, words: str, *, status: int = 200) -> HttpResponse:
    """Forget the code and say so."""
    request.session.flush()
    context = {"bare": True, "words": words}
    return render(request, "return_desk/visitor_ended.html", context, status=status)
