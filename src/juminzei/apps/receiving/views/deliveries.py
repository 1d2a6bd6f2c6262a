"""The delivery register: the list, a new entry, one entry and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.receiving.forms import (
    ConfirmForm,
    DeliveryFilterForm,
    DeliveryForm,
    StepForm,
    UploadForm,
)
from juminzei.apps.receiving.selectors.deliveries import deliveries, must_be_confirmed
from juminzei.apps.receiving.selectors.statistics import alarms
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.register_delivery import (
    DeliveryEntry,
    close_delivery,
    confirm_delivery,
    register_delivery,
    return_medium,
)
from juminzei.apps.receiving.tables import DeliveryTable, FileTable, standing
from juminzei.apps.receiving.views.looks import note_list
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.receiving.models import Delivery

VIEW, REGISTER = "receiving.view", "receiving.register"
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def delivery_list(request: HttpRequest) -> HttpResponse:
    """Show the register, one inbox a channel, and what must not be forgotten."""
    at = now()
    actor = acting(request, VIEW, at=at)
    form = DeliveryFilterForm({"state": "open", **request.GET.dict()})
    rows = deliveries().none()
    if form.is_valid():
        rows = _narrowed(form)
    context = listed(
        request,
        rows,
        DeliveryTable,
        orders=("-received_at", "received_at", "id", "channel"),
        alike="-pk",
    )
    note_list(actor, at, "deliveries", context)
    more = {
        "form": form,
        "alarms": alarms(at),
        "channels": Channel.choices,
        "may_register": allowed(actor, REGISTER, on=at.date()),
    }
    return render(request, "receiving/deliveries.html", {**context, **more})


@require_http_methods(["GET", "POST"])
def delivery_new(request: HttpRequest) -> HttpResponse:
    """Enter a delivery in the register."""
    at = now()
    actor = acting(request, REGISTER, at=at)
    if request.method == "GET":
        return render(request, "receiving/delivery_new.html", {"form": DeliveryForm()})
    form = DeliveryForm(request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        given = {**form.cleaned_data}
        given["channel"], given["source"] = Channel(given["channel"]), Source(given["source"])
        try:
            made = register_delivery(DeliveryEntry(**given), actor=actor, at=at)
        except ReceivingRefusedError as refusal:
            form.add_error(None, str(refusal))
            status = CONFLICT
        else:
            messages.success(request, f"受領番号 {made.pk} で登録しました。")
            return redirect("delivery", made.pk)
    return render(request, "receiving/delivery_new.html", {"form": form}, status=status)


@require_GET
def delivery(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Show one entry, its files, and what may be done with it."""
    return delivery_page(request, delivery_id)


@require_POST
def delivery_confirm(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Enter the second person's word on a medium."""
    at = now()
    actor = acting(request, REGISTER, at=at)
    _existing(delivery_id)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return delivery_page(request, delivery_id, form, status=UNPROCESSABLE)
    confirmed = form.cleaned_data["outcome"] == "confirm"
    note = form.cleaned_data["note"]
    try:
        confirm_delivery(delivery_id, confirmed=confirmed, note=note, actor=actor, at=at)
    except ReceivingRefusedError as refusal:
        form.add_error(None, str(refusal))
        return delivery_page(request, delivery_id, form, status=CONFLICT)
    messages.success(request, "確認しました。" if confirmed else "受領を取り下げました。")
    return redirect("delivery", delivery_id)


@require_POST
def delivery_step(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Close an entry, or say that the medium went back."""
    at = now()
    actor = acting(request, REGISTER, at=at)
    _existing(delivery_id)
    form = StepForm(request.POST, auto_id="step_%s")
    if not form.is_valid():
        return delivery_page(request, delivery_id, form, status=UNPROCESSABLE)
    act = close_delivery if form.cleaned_data["step"] == "close" else return_medium
    try:
        act(delivery_id, note=form.cleaned_data["note"], actor=actor, at=at)
    except ReceivingRefusedError as refusal:
        form.add_error(None, str(refusal))
        return delivery_page(request, delivery_id, form, status=CONFLICT)
    messages.success(request, "記録しました。")
    return redirect("delivery", delivery_id)


def delivery_page(
    request: HttpRequest, delivery_id: int, form: Form | None = None, *, status: int = 200
) -> HttpResponse:
    """Return one entry's page, with a form that was not taken if there is one."""
    at = now()
    actor = acting(request, VIEW, at=at)
    one = _existing(delivery_id)
    audit.record(
        action="receiving.delivery.viewed",
        actor=actor,
        at=at,
        subject_kind="delivery",
        subject_id=str(one.pk),
    )
    files = one.files.order_by("pk")
    may = allowed(actor, REGISTER, on=at.date())
    done = one.__dict__
    over = done["closed"] or done["turned_down"]
    asked = must_be_confirmed(one) and not done["confirmed"] and not over
    context = {
        **listed(request, files, FileTable, orders=("entered_at", "-entered_at", "delivery_id")),
        "one": one,
        "standing": standing(one),
        "steps": one.steps.select_related("done_by").order_by("pk"),
        "failed": form,
        "may_confirm": asked and may and not same_person(actor, one.received_by),
        "waits_for_confirmation": asked,
        "may_add": may and not over and not asked,
        "may_step": may and (not over or one.channel == Channel.MEDIUM),
        "confirm_form": form if isinstance(form, ConfirmForm) else ConfirmForm(),
        "upload_form": form if isinstance(form, UploadForm) else UploadForm(),
        "step_form": form if isinstance(form, StepForm) else StepForm(auto_id="step_%s"),
    }
    return render(request, "receiving/delivery.html", context, status=status)


def _existing(delivery_id: int) -> Delivery:
    one: Delivery | None = deliveries().filter(pk=delivery_id).first()
    if one is None:
        raise Http404
    return one


def _narrowed(form: DeliveryFilterForm) -> QuerySet[Delivery]:
    given, rows = form.cleaned_data, deliveries()
    over = Q(closed=True) | Q(turned_down=True)
    states = {
        "open": ~over,
        "closed": over,
        "unconfirmed": ~over & Q(channel=Channel.MEDIUM, confirmed=False),
    }
    rows = rows.filter(states.get(given["state"], Q()))
    if given["channel"]:
        rows = rows.filter(channel=given["channel"])
    if given["medium"]:
        rows = rows.filter(medium__startswith=given["medium"])
    if given["since"]:
        rows = rows.filter(received_at__date__gte=given["since"])
    if given["until"]:
        rows = rows.filter(received_at__date__lte=given["until"])
    return rows
