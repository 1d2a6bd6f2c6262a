"""One person across the systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from juminzei.apps.addressees.api import HIDDEN_ADDRESS, Withheld, read_settled
from juminzei.apps.unified.models import BasicVersion, UnifiedPerson
from juminzei.apps.unified.selectors.person_page import addressees_of, history_of, ties_of
from juminzei.apps.unified.selectors.protection import protected_among
from juminzei.apps.unified.services.looking import record_viewed
from juminzei.apps.unified.services.purposes import Purpose
from juminzei.apps.unified.systems import system_names
from juminzei.apps.unified.views.search import PURPOSE
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
def unified_person(request: HttpRequest, unified: int) -> HttpResponse:
    """Show who somebody is, in which systems, and how that came about; for a purpose only."""
    at = now()
    actor = acting(request, "unified.search", at=at)
    person = get_object_or_404(UnifiedPerson, pk=unified)
    purpose = request.session.get(PURPOSE)
    if purpose not in Purpose.values:
        messages.info(request, "利用目的を選んで探してから、開いてください。")
        return redirect("unified_search")
    record_viewed(person, purpose=Purpose(purpose), actor=actor, at=at)

    def read(withheld: Withheld) -> dict[str, object]:
        hidden = bool(protected_among([unified], withheld))
        versions = list(BasicVersion.objects.filter(person_id=unified).order_by("-version"))
        for one in versions:
            one.address = HIDDEN_ADDRESS if hidden else one.address
        return {"hidden": hidden, "versions": versions}

    context = {
        "person": person,
        "purpose": Purpose(purpose).label,
        "names": system_names(),
        "ties": ties_of(person),
        "history": history_of(person),
        "addressees": addressees_of([unified]),
        **read_settled(at.date(), read),
    }
    return render(request, "unified/person.html", context)
