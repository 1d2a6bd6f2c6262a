"""Where a request comes from, when reverse proxies stand in front.

What a proxy tells in headers is believed of our own proxies only. Each of them adds the
address that it was called from to the right of ``X-Forwarded-For``; so, with a known number
of proxies, the caller stands that many places from the right, and whatever the caller wrote
into the header itself stands further left and is never looked at.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import SuspiciousOperation

from juminzei.web.client_certificate import FOUND, HEADER, VERIFIED, digest_told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from ipaddress import IPv4Network, IPv6Network

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]

CALLER, SCHEME = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"
UNUSED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_X_REAL_IP")

TOLD = (CALLER, SCHEME, HEADER, VERIFIED, *UNUSED)


def behind_proxies(answer: Answer) -> Answer:
    """Put the caller's own address into ``REMOTE_ADDR``; drop what nobody vouches for."""

    def passed_on(request: HttpRequest) -> HttpResponse:
        told = {name: request.META.pop(name, "") for name in TOLD}
        configuration = settings.CONFIGURATION
        peer = request.META.get("REMOTE_ADDR", "")
        if configuration.proxies and _among(peer, configuration.proxy_addresses):
            request.META["REMOTE_ADDR"] = caller_of(told[CALLER], configuration.proxies)
            request.META[SCHEME] = told[SCHEME].rpartition(",")[2].strip()
            certificate = digest_told(told[HEADER], told[VERIFIED])
            if certificate:
                request.META[FOUND] = certificate
        return answer(request)

    return passed_on


def caller_of(forwarded: str, proxies: int) -> str:
    """Return the address that the outermost of our ``proxies`` was called from.

    Raises:
        SuspiciousOperation: Fewer addresses than proxies, so that one was gone around or
            the setting is wrong; or what stands there is no address.
    """
    addresses = [one.strip() for one in forwarded.split(",")]
    if len(addresses) < proxies:
        raise SuspiciousOperation("X-Forwarded-For names fewer addresses than JUMINZEI_PROXIES")
    try:
        return str(ip_address(addresses[-proxies]))
    except ValueError:
        raise SuspiciousOperation("X-Forwarded-For holds what is no address") from None


def _among(peer: str, networks: Sequence[IPv4Network | IPv6Network]) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    return any(address in network for network in networks)
