"""What every template knows: the city, who is signed in, and where they may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.rules import rules
from juminzei.platform.staff.services import functions_of
from juminzei.web.at_venue import refusal
from juminzei.web.kept_form import kept_on
from juminzei.web.navigation import HOME, place_of, places_for
from juminzei.web.settings import CONFIGURATION, COOKIE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest

    from juminzei.web.navigation import Place

LETTERS = f"{COOKIE_PREFIX}letters"
"""The cookie in which a page's script keeps that somebody turned single letters off."""


def workplace(request: HttpRequest) -> dict[str, object]:
    """Return the variables of the frame around each page."""
    at = now()
    member = getattr(request, "user", None)
    signed_in = isinstance(member, StaffMember)
    functions = functions_of(member, on=at.date()) if isinstance(member, StaffMember) else ()
    match = request.resolver_match
    return {
        "city": CONFIGURATION.municipality_name,
        "home_place": HOME,
        "place_groups": _groups(functions),
        "carried": settings.VENUE,
        "place_here": place_of(request.path),
        "at_home": match is not None and match.view_name == HOME.view,
        "functions": functions,
        "page_at": at,
        "idle_minutes": rules().idle_minutes if signed_in else 0,
        "kept_here": signed_in and kept_on(request) == request.path,
        "letters_off": request.COOKIES.get(LETTERS) == "off",
        "letters_cookie": LETTERS,
        "request_number": request.META.get("JUMINZEI_REQUEST", ""),
    }


def _groups(functions: Collection[str]) -> list[tuple[str, list[Place]]]:
    """Return the groups of places that somebody may open here."""

    def open_here(place: Place) -> bool:
        return not settings.VENUE or not refusal(place.view, over=False)

    groups = ((g, list(filter(open_here, places))) for g, places in places_for(functions))
    return [(label, places) for label, places in groups if places]
