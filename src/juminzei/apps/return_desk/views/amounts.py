"""How an amount of either tax comes about, of the newest saved version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.apps.return_desk.selectors.told_steps import inhabitant_steps, national_steps
from juminzei.apps.return_desk.services.take_return import TAKE
from juminzei.apps.return_desk.side_by_side import INHABITANT_LINES, NATIONAL_LINES
from juminzei.apps.return_desk.views.returns import found
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.return_desk.models import DeskReturn
    from juminzei.kernel.telling import ToldStep

    Steps = Callable[[DeskReturn], list[ToldStep]]


NAMES = {name for name, _ in (*NATIONAL_LINES, *INHABITANT_LINES)}


@require_GET
def desk_national_amount(request: HttpRequest, return_id: int, name: str) -> HttpResponse:
    """Show how an amount of the income tax came about."""
    return _shown(request, return_id, name, national_steps, "所得税")


@require_GET
def desk_inhabitant_amount(request: HttpRequest, return_id: int, name: str) -> HttpResponse:
    """Show how an amount of the inhabitant tax came about."""
    return _shown(request, return_id, name, inhabitant_steps, "住民税")


def _shown(
    request: HttpRequest, return_id: int, name: str, steps_of: Steps, tax: str
) -> HttpResponse:
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    steps = steps_of(one)
    if not steps or name not in NAMES:
        raise Http404
    # What is no step of its own, such as a refund, is the end of the whole calculation.
    asked = [place for place, step in enumerate(steps) if step.name == name]
    last = asked[-1] if asked else len(steps) - 1
    audit.record(
        action="return_desk.amount.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{one.addressee_id:010d}",
        details={"return": one.pk, "amount": name},
    )
    context = {"one": one, "tax": tax, "steps": steps[: last + 1], "asked": steps[last]}
    return render(request, "return_desk/amount.html", context)
