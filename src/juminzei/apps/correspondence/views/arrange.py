"""Entering and ending where a person's letters go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from juminzei.apps.correspondence.forms import (
    EndForm,
    RepresentativeForm,
    SendingAddressForm,
    SendingStopForm,
)
from juminzei.apps.correspondence.models import Kind
from juminzei.apps.correspondence.selectors.arrangements import newest
from juminzei.apps.correspondence.services.arrange import end, enter
from juminzei.apps.correspondence.views.check_answers import Question, asked
from juminzei.apps.correspondence.views.person import viewed
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.correspondence.forms import ArrangementForm
    from juminzei.platform.staff.models import StaffMember

EDIT = "correspondence.edit"


def _add(
    request: HttpRequest, number: int, form: type[ArrangementForm], label: str
) -> HttpResponse:
    at = now()
    actor = acting(request, EDIT, at=at)
    person = viewed(number, actor, at)
    question = Question(
        title=f"{person.name} の{label}を登録",
        button="登録する",
        form=form,
        act=partial(_entered, number, actor, at),
        back=reverse("recipients", args=[number]),
        initial={"tax": "all", "valid_from": at.date()},
    )
    return asked(request, question)


@require_http_methods(["GET", "POST"])
def sending_address_add(request: HttpRequest, number: int) -> HttpResponse:
    """Enter another address for a person's letters."""
    return _add(request, number, SendingAddressForm, "送付先")


@require_http_methods(["GET", "POST"])
def representative_add(request: HttpRequest, number: int) -> HttpResponse:
    """Enter who receives a person's letters."""
    return _add(request, number, RepresentativeForm, "代理人・代表者")


@require_http_methods(["GET", "POST"])
def sending_stop_add(request: HttpRequest, number: int) -> HttpResponse:
    """Enter that nothing is sent to a person."""
    return _add(request, number, SendingStopForm, "発送停止")


@require_http_methods(["GET", "POST"])
def arrangement_end(request: HttpRequest, arrangement_id: int) -> HttpResponse:
    """End an entry."""
    at = now()
    actor = acting(request, EDIT, at=at)
    held = get_object_or_404(newest(), pk=arrangement_id)
    person = viewed(held.addressee_id, actor, at)
    question = Question(
        title=f"{person.name} の{Kind(held.kind).label}を終了",
        button="終了する",
        form=EndForm,
        act=partial(_ended, held.pk, actor, at),
        back=reverse("recipients", args=[held.addressee_id]),
        initial={"last_day": at.date()},
    )
    return asked(request, question)


def _entered(number: int, actor: StaffMember, at: datetime, form: ArrangementForm) -> str:
    made = enter(number, form.entry(), actor=actor, at=at)
    return f"{Kind(made.kind).label}を登録しました。"


def _ended(arrangement_id: int, actor: StaffMember, at: datetime, form: EndForm) -> str:
    made = end(arrangement_id, **form.cleaned_data, actor=actor, at=at)
    return f"{Kind(made.kind).label}を終了しました。"
