"""Whose request it is: pages ask here before anything else."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from juminzei.platform.policy.circumstances import Circumstances
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.seeing import see
from juminzei.platform.staff.services import NotPermittedError, require

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest


def acting(request: HttpRequest, function: str, *, at: datetime) -> StaffMember:
    """Return the signed-in staff member, who may carry out ``function`` on that day.

    Args:
        request: A request for a page or an act.
        function: A key of :data:`juminzei.platform.staff.policy.FUNCTIONS`.
        at: When the request is answered, in Japan's time.

    Raises:
        NotPermittedError: Nobody is signed in, or they may not.
    """
    if not isinstance(request.user, StaffMember):
        raise NotPermittedError("サインインしていません。職員番号とパスワードで入ってください。")
    member = copy(request.user)  # what Django puts there is a stand-in; this is the member
    member.circumstances = Circumstances(getattr(request, "terminal_class", ""), at)
    require(member, function, on=at.date())
    see(request, member, function, on=at.date())
    return member
