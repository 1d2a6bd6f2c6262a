"""Pages on which an addressee is proposed: form, who is alike, check, and then a second person.

What was typed travels from page to page in the bodies of requests, never in an address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from juminzei.apps.addressees.models import NUMBERED_HERE, Addressee, AddresseeKind
from juminzei.apps.addressees.registration_forms import FORMS, blank_form, filled_form
from juminzei.apps.addressees.selectors.candidates import candidates
from juminzei.apps.addressees.selectors.protection import is_protected, withheld
from juminzei.apps.addressees.selectors.written_rows import written_rows
from juminzei.apps.addressees.services.current_facts import current_facts
from juminzei.apps.addressees.services.propose_registration import propose_registration
from juminzei.apps.addressees.services.registration_facts import (
    RegistrationRefusedError,
    refuse_impossible,
)
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.addressees.registration_forms import RegistrationForm
    from juminzei.apps.addressees.selectors.likeness import Candidate
    from juminzei.platform.staff.models import StaffMember

UNPROCESSABLE, CONFLICT = 422, 409
LONGEST_REASON = 200
TEMPLATES = "addressees/registration"


@dataclass(frozen=True, slots=True)
class _Errand:
    """One request: who asks, when, about whom (None for somebody new)."""

    request: HttpRequest
    actor: StaffMember
    at: datetime
    kind: str
    subject: Addressee | None


@require_http_methods(["GET", "POST"])
def registration_new(request: HttpRequest) -> HttpResponse:
    """Register somebody new; ``?kind=`` says of which kind."""
    at = now()
    actor = acting(request, "register.nonregistered", at=at)
    kind = request.GET.get("kind", AddresseeKind.NONREGISTERED)
    if kind not in FORMS:
        raise Http404
    errand = _Errand(request, actor, at, kind, None)
    if request.method == "GET":
        return _form_page(errand, blank_form(kind))
    return _step(errand, FORMS[kind](request.POST))


@require_http_methods(["GET", "POST"])
def addressee_correct(request: HttpRequest, number: int) -> HttpResponse:
    """Correct what is written of an addressee whom no register tells about."""
    at = now()
    actor = acting(request, "register.nonregistered", at=at)
    subject = get_object_or_404(Addressee, pk=number, kind__in=NUMBERED_HERE)
    filled = filled_form(current_facts(subject))
    shows_protected = is_protected(number, on=at.date())  # asked after the address was read
    if shows_protected:
        actor = acting(request, "address.protected.view", at=at)
    errand = _Errand(request, actor, at, subject.kind, subject)
    if request.method == "GET":
        _record_view(errand, "protected_address.shown" if shows_protected else "person.viewed")
        return _form_page(errand, filled)
    return _step(errand, FORMS[subject.kind](request.POST))


def _step(errand: _Errand, form: RegistrationForm) -> HttpResponse:
    """Go on from the page that was sent, as far as its answers carry."""
    asked = errand.request.POST.get("step", "facts")
    if asked == "edit":
        return _form_page(errand, FORMS[errand.kind](initial=errand.request.POST.dict()))
    if not form.is_valid():
        return _form_page(errand, form, status=UNPROCESSABLE)
    try:
        refuse_impossible(form.facts())
    except RegistrationRefusedError as refusal:
        return _form_page(errand, form, problem=str(refusal), status=UNPROCESSABLE)
    found = [] if errand.subject else _alike(errand, form)
    reasons = _reasons(errand.request, found)
    unsaid = [one for one in found if one.strong and not reasons[one.addressee.number]]
    if unsaid or (found and asked == "facts"):
        return _candidates_page(errand, form, found, reasons, missing=asked != "facts")
    if asked != "confirm":
        return _check_page(errand, form, found, reasons)
    return _propose(errand, form, reasons)


def _propose(errand: _Errand, form: RegistrationForm, reasons: dict[int, str]) -> HttpResponse:
    try:
        proposal = propose_registration(
            facts=form.facts(),
            grounds=form.grounds(),
            token=form.cleaned_data["token"],
            told_apart=reasons,
            subject=errand.subject,
            actor=errand.actor,
            at=errand.at,
        )
    except RegistrationRefusedError as refusal:
        return _form_page(errand, form, problem=str(refusal), status=CONFLICT)
    messages.success(errand.request, "申請しました。別の職員が承認すると、登録されます。")
    return redirect("registration", proposal.pk)


def _alike(errand: _Errand, form: RegistrationForm) -> list[Candidate]:
    """Return who might be the one; whom this showed is on record."""
    hidden = withheld(errand.at.date())
    found = candidates(form.facts().sought(), withheld=hidden)
    audit.record(
        action="addressees.candidates.searched",
        actor=errand.actor,
        at=errand.at,
        details={"found": [f"{one.addressee.number:010d}" for one in found]},
    )
    return found


def _reasons(request: HttpRequest, found: list[Candidate]) -> dict[int, str]:
    """Return why each candidate is somebody else, as far as it was said."""
    numbers = [one.addressee.number for one in found]
    said = {number: request.POST.get(f"reason_{number}", "") for number in numbers}
    return {number: reason.strip()[:LONGEST_REASON] for number, reason in said.items()}


def _form_page(
    errand: _Errand, form: RegistrationForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {**_context(errand), "form": form, "problem": problem}
    return render(errand.request, f"{TEMPLATES}/form.html", context, status=status)


def _candidates_page(
    errand: _Errand,
    form: RegistrationForm,
    found: list[Candidate],
    reasons: dict[int, str],
    *,
    missing: bool,
) -> HttpResponse:
    hidden = withheld(errand.at.date())
    rows = [
        (
            one,
            hidden.address(one.addressee.number, one.addressee.address),
            reasons[one.addressee.number],
            missing and one.strong and not reasons[one.addressee.number],
        )
        for one in found
    ]
    context = {**_context(errand), "form": form, "rows": rows, "missing": missing}
    status = UNPROCESSABLE if missing else 200
    return render(errand.request, f"{TEMPLATES}/candidates.html", context, status=status)


def _check_page(
    errand: _Errand, form: RegistrationForm, found: list[Candidate], reasons: dict[int, str]
) -> HttpResponse:
    before = None if errand.subject is None else current_facts(errand.subject)
    rows = written_rows(form.facts(), errand.kind, before=before)
    apart = [(one, reasons[one.addressee.number]) for one in found]
    context = {
        **_context(errand),
        "form": form,
        "rows": rows,
        "apart": apart,
        "changed": any(row.changed for row in rows),
        "grounds": form.grounds(),
    }
    return render(errand.request, f"{TEMPLATES}/check.html", context)


def _context(errand: _Errand) -> dict[str, object]:
    return {
        "kind": errand.kind,
        "kind_label": AddresseeKind(errand.kind).label,
        "subject": errand.subject,
        "kinds": [(kind.value, kind.label) for kind in AddresseeKind if kind in NUMBERED_HERE],
    }


def _record_view(errand: _Errand, act: str) -> None:
    if errand.subject is not None:
        audit.record(
            action=f"addressees.{act}",
            actor=errand.actor,
            at=errand.at,
            subject_kind="addressee",
            subject_id=f"{errand.subject.number:010d}",
        )
