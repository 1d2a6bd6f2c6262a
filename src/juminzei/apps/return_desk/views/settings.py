"""Venues and the kinds of return that are accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.return_desk.forms.queue_forms import PermitForm, VenueForm
from juminzei.apps.return_desk.models import Permit, ReturnKind
from juminzei.apps.return_desk.selectors.queue import venues
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.venues import (
    MANAGE,
    accepted_kinds,
    add_venue,
    set_permit,
)
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def desk_settings(request: HttpRequest) -> HttpResponse:
    """Show the venues and the permits."""
    at = now()
    return _page(request, acting(request, MANAGE, at=at), at)


@require_POST
def desk_venue_add(request: HttpRequest) -> HttpResponse:
    """Enter a venue."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    form = VenueForm(request.POST, auto_id="venue_%s")
    if not form.is_valid():
        return _page(request, actor, at, venue=form, status=UNPROCESSABLE)
    try:
        add_venue(**form.cleaned_data, actor=actor, at=at)
    except DeskRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, actor, at, venue=form, status=CONFLICT)
    messages.success(request, "会場を登録しました。")
    return redirect("desk_settings")


@require_POST
def desk_permit_set(request: HttpRequest) -> HttpResponse:
    """Say which returns are accepted in a period."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    form = PermitForm(request.POST, auto_id="permit_%s")
    if not form.is_valid():
        return _page(request, actor, at, permit=form, status=UNPROCESSABLE)
    try:
        set_permit(**form.cleaned_data, actor=actor, at=at)
    except DeskRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, actor, at, permit=form, status=CONFLICT)
    messages.success(request, "受け付ける申告を設定しました。")
    return redirect("desk_settings")


def _page(
    request: HttpRequest,
    actor: StaffMember,
    at: datetime,
    *,
    venue: forms.Form | None = None,
    permit: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    audit.record(action="return_desk.settings.viewed", actor=actor, at=at)
    labels = dict(ReturnKind.choices)
    today = accepted_kinds(at.date())
    context = {
        "venues": venues(),
        "permits": [
            (one, "、".join(labels[kind] for kind in one.kinds))
            for one in Permit.objects.select_related("entered_by").order_by("-pk")
        ],
        "today": [label for kind, label in ReturnKind.choices if kind in today],
        "venue_form": venue or VenueForm(auto_id="venue_%s"),
        "permit_form": permit or PermitForm(auto_id="permit_%s"),
        "form": venue or permit,
    }
    return render(request, "return_desk/settings.html", context, status=status)
