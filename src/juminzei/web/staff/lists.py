"""The list of staff, and what waits for a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.policy.circumstances import Circumstances
from juminzei.platform.policy.roles import Role
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.models import Activation, GrantRequest, RoleGrant, Terminal
from juminzei.platform.staff.rules import rules
from juminzei.platform.staff.safeguards import holders
from juminzei.platform.staff.selection import STATES, found, users_of_files
from juminzei.platform.staff.services import allowed, in_service
from juminzei.web.staff.forms import StaffFilterForm
from juminzei.web.staff.tables import StaffTable

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

VIEW = "staff.view"
PER_PAGE = 50
ORDERS = ("staff_number", "name", "department", "valid_until", "last_login")


@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """Show staff, narrowed and sorted, with the counts that have a limit."""
    at = now()
    actor = acting(request, VIEW, at=at)
    form = StaffFilterForm(request.GET)
    if not form.is_valid():
        return render(request, "web/staff/list.html", {"form": form}, status=422)
    order = request.GET.get("sort", "staff_number")
    order = order if order.removeprefix("-") in ORDERS else "staff_number"
    members = found(form.terms(), at).order_by(order, "pk")
    page = Paginator(members, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    audit.record(
        action="staff.members.viewed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count, "page": page.number},
    )
    context = {
        "form": form,
        "table": StaffTable(rows, roles=_roles(rows, at), states=_states(rows, at)),
        "page": page,
        "order": order,
        "users": users_of_files(at),
        "most_users": rules().most_users,
        "administrators": len(holders(Role.ADMINISTRATOR, on=at.date())),
        "most_administrators": rules().most_administrators,
        "may_manage": allowed(actor, "staff.manage", on=at.date()),
    }
    return render(request, "web/staff/list.html", context)


@require_GET
def staff_waiting(request: HttpRequest) -> HttpResponse:
    """Show what one person asked for and another has to decide."""
    at = now()
    actor = acting(request, VIEW, at=at)
    audit.record(action="staff.members.viewed", actor=actor, at=at, details={"waiting": True})
    requests = GrantRequest.objects.filter(decided_at__isnull=True).order_by("pk")
    page = Paginator(requests.select_related("staff_member", "requested_by"), PER_PAGE)
    activations = Activation.objects.filter(approved_at__isnull=True, ends_at__gt=at)
    terminals = Terminal.objects.filter(approved_at__isnull=True, revoked_at__isnull=True)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "roles": dict(Role.choices),
        "may_approve": allowed(actor, "staff.approve", on=at.date()),
        "activations": activations.select_related("staff_member", "requested_by").order_by("pk"),
        "terminals": terminals.select_related("requested_by").order_by("pk"),
    }
    return render(request, "web/staff/waiting.html", context)


def _roles(members: list[StaffMember], at: datetime) -> dict[int, str]:
    """Return the roles of each member today, in words."""
    on, held = at.date(), dict[int, list[str]]()
    for grant in RoleGrant.objects.filter(staff_member__in=members, valid_from__lte=on):
        open_day = grant.valid_until is None or grant.valid_until >= on
        if open_day and (grant.lapses_at is None or grant.lapses_at > at):
            held.setdefault(grant.staff_member_id, []).append(str(Role(grant.role).label))
    return {key: "、".join(sorted(labels)) for key, labels in held.items()}


def _states(members: list[StaffMember], at: datetime) -> dict[int, str]:
    return {member.pk: state_of(member, at) for member in members}


def state_of(member: StaffMember, at: datetime) -> str:
    """Return in a word whether a member may come in at a moment."""
    member.circumstances = Circumstances(at=at)
    if in_service(member, at.date()):
        resting = member.rests_until is not None and at < member.rests_until
        return STATES["resting" if resting else "serving"]
    if member.valid_from > at.date():
        return STATES["coming"]
    over = member.valid_until is not None and member.valid_until < at.date()
    lapsed = member.lapses_at is not None and member.lapses_at <= at
    return STATES["ended" if over or lapsed or not member.is_active else "suspended"]
