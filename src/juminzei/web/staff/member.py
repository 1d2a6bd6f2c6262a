"""The page of one member, as things are and as they were on any day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.platform.audit import services as audit
from juminzei.platform.audit.actions import action_called
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.clock import now
from juminzei.platform.policy.matrix import matrix
from juminzei.platform.policy.roles import Role
from juminzei.platform.staff import totp
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.facts import member_grants, period, waiting_grants
from juminzei.platform.staff.models import (
    Activation,
    DepartmentChange,
    ReviewItem,
    SecurityKey,
    StaffMember,
    Training,
)
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed
from juminzei.web.staff.lists import VIEW, state_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 20
OF_SESSIONS = ("staff.session.", "staff.sign", "staff.factor.passed", "staff.security_key.passed")
"""Acts that are told by the sessions, not among the changes."""


@require_GET
def staff_member(request: HttpRequest, staff_number: str) -> HttpResponse:
    """Show a member: validity, roles of a day with their ground, factors, reviews, changes."""
    at = now()
    actor = acting(request, VIEW, at=at)
    member = _found(staff_number)
    on = _day(request.GET.get("on", ""), at.date())
    audit.record(
        action="staff.member.viewed",
        actor=actor,
        at=at,
        subject_kind="staff_member",
        subject_id=member.staff_number,
        details={"on": on.isoformat()},
    )
    activations = Activation.objects.filter(staff_member=member, used_at__isnull=True)
    context = {
        "member": member,
        "on": on,
        "past": on != at.date(),
        "state": state_of(member, at),
        "period": period(member.valid_from, member.valid_until, member.lapses_at),
        "department": _department(member, on),
        "grants": _grants(member, on),
        "waiting": [(Role(one.role).label, one) for one in waiting_grants(member)],
        "activation": activations.filter(ends_at__gt=at).first(),
        "app": totp.has_factor(member),
        "keys": SecurityKey.objects.filter(staff_member=member).order_by("-pk"),
        "trainings": Training.objects.filter(staff_member=member).order_by("-valid_until"),
        "reviews": ReviewItem.objects.filter(staff_member=member)
        .select_related("review", "decided_by")
        .order_by("-pk"),
        "departments": DepartmentChange.objects.filter(staff_member=member).order_by(
            "-effective_on"
        ),
        "changes": _changes(member, request.GET.get("page")),
        "may_manage": allowed(actor, "staff.manage", on=at.date()),
        "may_approve": allowed(actor, "staff.approve", on=at.date()),
        "oneself": same_person(actor, member),
    }
    return render(request, "web/staff/member.html", context)


def _found(staff_number: str) -> StaffMember:
    member = StaffMember.objects.filter(staff_number=staff_number).first()
    if member is None:
        raise Http404
    return member


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


def _department(member: StaffMember, on: date) -> str:
    """Return the department of a day, as far as it is known."""
    changes = DepartmentChange.objects.filter(staff_member=member)
    newest = changes.filter(effective_on__lte=on).order_by("-effective_on", "-pk").first()
    if newest:
        return newest.department
    return "この日の所属は残っていません" if changes.filter(in_effect=True) else member.department


def _grants(member: StaffMember, on: date) -> list[dict[str, object]]:
    grounds = matrix().on(on).grants
    return [
        {
            "label": Role(grant.role).label,
            "period": period(grant.valid_from, grant.valid_until, grant.lapses_at),
            "holds": grant.valid_from <= on
            and (grant.valid_until is None or grant.valid_until >= on),
            "ground": "、".join(one.ground for one in grounds if one.role == grant.role),
        }
        for grant in member_grants(member)
    ]


def _changes(member: StaffMember, page: str | None) -> dict[str, object]:
    """Return a page of what was done about the member, the newest first, with its rows."""
    about = AuditRecord.objects.filter(subject_id=member.staff_number, subject_kind="staff_member")
    for prefix in OF_SESSIONS:
        about = about.exclude(action__startswith=prefix)
    about = about.exclude(action="staff.member.viewed").order_by("-recorded_at")
    shown = Paginator(about, PER_PAGE).get_page(page)
    rows = [(one, action_called(one.action).name) for one in shown.object_list]
    return {"page": shown, "rows": rows}
