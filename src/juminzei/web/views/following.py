"""Where somebody wanted to go before they were led to another page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.http import HttpRequest


def following(request: HttpRequest) -> str:
    """Return the address that somebody wanted before they were led here, if it is ours."""
    given = request.POST.get("next") or request.GET.get("next", "")
    return given if is_ours(request, given) else reverse("home")


def is_ours(request: HttpRequest, address: str) -> bool:
    """Return whether an address is one of our own pages."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
