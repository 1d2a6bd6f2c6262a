"""A venue's installation does nothing but the return desk, and nothing after its last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render

from juminzei.platform.clock import now
from juminzei.platform.policy.entries import ways_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse

FUNCTIONS = frozenset({"desk.queue", "desk.take", "desk.manage"})
NOT_THERE = frozenset(
    {
        "desk_settings",
        "desk_venue_add",
        "desk_permit_set",
        "desk_recipients",
        "desk_recipients_file",
        "desk_return_attach",
        "desk_tax_office",
    }
)
"""Pages of the desk that need the city: settings, images, what leaves for others."""
ALONE = "会場（持出）では、申告の受付だけができます。ほかの操作は市役所で行ってください。"
OVER = (
    "この持出は返却期限を過ぎました。新しい受付はできません。"
    "juminzei venue close で閉じ、返却ファイルを市役所へ持ち帰ってください。"
)


class AtVenue:
    """Refuses what is not the return desk, where the installation is a venue's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponse],
        _args: tuple[object, ...],
        _named: Mapping[str, object],
    ) -> HttpResponse | None:
        """Answer with a refusal, or let the page answer."""
        if settings.VENUE is None:
            return None
        page = request.resolver_match.view_name if request.resolver_match else ""
        problem = refusal(page, over=settings.VENUE.is_over(now().date()))
        if not problem:
            return None
        return render(request, "web/denied.html", {"problem": problem}, status=403)


def refusal(page: str, *, over: bool) -> str:
    """Return why a page is not there at a venue; nothing where it is.

    Args:
        page: The name of the page.
        over: Whether the venue's last day has passed.
    """
    way = ways_in("pages").get(page)
    if way is None:
        return ALONE
    if not way.functions:
        return ""
    if over:
        return OVER
    return "" if FUNCTIONS.issuperset(way.functions) and page not in NOT_THERE else ALONE
