"""Pages of a person's Individual Number. A number is in no address, and shown for moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.addressees.individual_number import (
    NUMBER_REFUSALS,
    has_own_number,
    number_history,
    numbers_to_decide,
)
from juminzei.apps.addressees.models import BODIES, Addressee
from juminzei.apps.addressees.number_forms import (
    DecideNumberForm,
    LinkNumberForm,
    NumberSearchForm,
    ShowNumberForm,
    UnlinkNumberForm,
)
from juminzei.apps.addressees.services.number_choices import LinkReason, NumberPurpose
from juminzei.apps.addressees.services.own_number import (
    decide_number,
    find_by_number,
    link_number,
    show_number,
    unlink_number,
)
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

SHOWN_FOR_S = 30
"""How long a number stands on the screen; then the browser asks for the masked page."""

UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def individual_number(request: HttpRequest, number: int) -> HttpResponse:
    """Show whether a person has a number, who tied it, and what may be done with it."""
    at = now()
    try:
        actor = acting(request, "individual_number.link", at=at)
    except NotPermittedError:
        actor = acting(request, "individual_number.view", at=at)
    answer = _page(request, number)
    _viewed(number, actor, at)
    return answer


@require_POST
def individual_number_show(request: HttpRequest, number: int) -> HttpResponse:
    """Show the number for half a minute."""
    at = now()
    actor = acting(request, "individual_number.view", at=at)
    form = ShowNumberForm(request.POST)
    if not form.is_valid():
        return _page(request, number, status=UNPROCESSABLE, show=form)
    person = get_object_or_404(Addressee, pk=number)
    try:
        shown = show_number(
            person,
            purpose=NumberPurpose(form.cleaned_data["purpose"]),
            reason=form.cleaned_data["reason"],
            actor=actor,
            at=at,
        )
    except NUMBER_REFUSALS as refusal:
        return _page(request, number, status=CONFLICT, show=form, problem=str(refusal))
    digits = shown.reveal()
    context = {
        "person": person,
        "digits": f"{digits[:4]} {digits[4:8]} {digits[8:]}",
        "seconds": SHOWN_FOR_S,
    }
    answer = render(request, "addressees/individual_number/shown.html", context)
    answer["Refresh"] = f"{SHOWN_FOR_S}; url={reverse('individual_number', args=[number])}"
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def individual_number_link(request: HttpRequest, number: int) -> HttpResponse:
    """Tie a number to the person, or put it aside for a second person."""
    at = now()
    actor = acting(request, "individual_number.link", at=at)
    form = LinkNumberForm(request.POST)
    if not form.is_valid():
        return _page(request, number, status=UNPROCESSABLE, link=form)
    person = get_object_or_404(Addressee, pk=number)
    try:
        link_number(
            person,
            form.cleaned_data["number"],
            reason=LinkReason(form.cleaned_data["reason"]),
            actor=actor,
            at=at,
        )
    except NUMBER_REFUSALS as refusal:
        return _page(request, number, status=CONFLICT, link=form, problem=str(refusal))
    return redirect("individual_number", number)


@require_POST
def individual_number_unlink(request: HttpRequest, number: int) -> HttpResponse:
    """Show what would be erased, then take the number off the person."""
    at = now()
    actor = acting(request, "individual_number.link", at=at)
    form = UnlinkNumberForm(request.POST)
    if not form.is_valid():
        return _page(request, number, status=UNPROCESSABLE, unlink=form)
    person = get_object_or_404(Addressee, pk=number)
    if "confirmed" not in request.POST:
        _viewed(number, actor, at)
        template = "addressees/individual_number/unlink.html"
        return render(request, template, {"form": form, "person": person})
    try:
        unlink_number(person, reason=LinkReason(form.cleaned_data["reason"]), actor=actor, at=at)
    except NUMBER_REFUSALS as refusal:
        return _page(request, number, status=CONFLICT, unlink=form, problem=str(refusal))
    return redirect("individual_number", number)


@require_http_methods(["GET", "POST"])
def individual_number_search(request: HttpRequest) -> HttpResponse:
    """Find a person by a number, which is asked for by a form that posts and never repeated."""
    at = now()
    actor = acting(request, "individual_number.search", at=at)
    template = "addressees/individual_number/search.html"
    if request.method == "GET":
        return render(request, template, {"form": NumberSearchForm(), "waiting": _waiting()})
    form = NumberSearchForm(request.POST)
    context: dict[str, object] = {"form": form, "waiting": _waiting()}
    if not form.is_valid():
        return render(request, template, context, status=UNPROCESSABLE)
    try:
        found = find_by_number(
            form.cleaned_data["number"],
            purpose=NumberPurpose(form.cleaned_data["purpose"]),
            actor=actor,
            at=at,
        )
    except NUMBER_REFUSALS as refusal:
        return render(request, template, {**context, "problem": str(refusal)}, status=CONFLICT)
    return render(request, template, {**context, "asked": True, "found": found})


@require_http_methods(["GET", "POST"])
def individual_number_decide(request: HttpRequest, number: int) -> HttpResponse:
    """Decide, as the second person, on a nonregistered person's number."""
    at = now()
    actor = acting(request, "individual_number.decide", at=at)
    person = get_object_or_404(Addressee, pk=number)
    template = "addressees/individual_number/decide.html"
    if request.method == "GET":
        _viewed(number, actor, at)
        return render(request, template, {"form": DecideNumberForm(), "person": person})
    form = DecideNumberForm(request.POST)
    context = {"form": form, "person": person}
    if not form.is_valid():
        return render(request, template, context, status=UNPROCESSABLE)
    agreed = form.cleaned_data["outcome"] == "agree"
    try:
        decide_number(person, form.cleaned_data["number"] if agreed else None, actor=actor, at=at)
    except NUMBER_REFUSALS as refusal:
        return render(request, template, {**context, "problem": str(refusal)}, status=CONFLICT)
    return redirect("individual_number_search")


def _page(
    request: HttpRequest,
    number: int,
    *,
    status: int = 200,
    problem: str = "",
    **forms_back: forms.Form,
) -> HttpResponse:
    person = get_object_or_404(Addressee, pk=number)
    reasons = dict(LinkReason.choices)
    context = {
        "person": person,
        "is_body": person.kind in BODIES,
        "has_number": has_own_number(number),
        "waits": str(number) in {one.subject for one in numbers_to_decide()},
        "history": [(one, reasons.get(one.reason, "")) for one in number_history(number)],
        "problem": problem,
        "show": forms_back.get("show") or ShowNumberForm(prefix=None),
        "link": forms_back.get("link") or LinkNumberForm(auto_id="link_%s"),
        "unlink": forms_back.get("unlink") or UnlinkNumberForm(auto_id="unlink_%s"),
        "form": next(iter(forms_back.values()), None),
    }
    return render(request, "addressees/individual_number/page.html", context, status=status)


def _viewed(number: int, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action="addressees.number.page_viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{number:010d}",
    )


def _waiting() -> list[Addressee]:
    """Return the persons whose number waits for a second person, as long as there are any."""
    subjects = [int(one.subject) for one in numbers_to_decide()]
    return list(Addressee.objects.filter(pk__in=subjects).order_by("pk"))
