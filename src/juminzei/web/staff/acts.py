"""Acts about one member: each a form, a check of before and after, and one service call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.activations import approve_activation, request_activation
from juminzei.platform.staff.facts import member_facts
from juminzei.platform.staff.grants import grant_role, revoke_role
from juminzei.platform.staff.membership import end_service, enter_member
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.reviews import decide_member
from juminzei.platform.staff.trainings import record_training
from juminzei.web.staff import forms
from juminzei.web.staff.checking import CheckedAct, Done, answered

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django import forms as django_forms
    from django.http import HttpRequest, HttpResponse

    Given = dict[str, Any]
    Act = Callable[[StaffMember, Given, StaffMember, datetime], Done]

MANAGE, APPROVE = "staff.manage", "staff.approve"
HALF_HINT = "許可コードの半分は、次の画面に一度だけ表示されます。本人に直接渡してください。"


@require_http_methods(["GET", "POST"])
def staff_add(request: HttpRequest) -> HttpResponse:
    """Enter a person."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    form = forms.AddForm(request.POST or None)

    def act() -> Done:
        given = form.cleaned_data
        enter_member(
            staff_number=given["number"],
            name=given["name"],
            department=given["department"],
            employment=given["employment"],
            valid_from=given["begin"],
            valid_until=given["end"],
            actor=actor,
            at=at,
        )
        return Done(f"{given['number']} を登録しました。次に、役割と利用開始を申請してください。")

    one = CheckedAct(
        title="職員の登録",
        act=act,
        look=lambda: member_facts(form.cleaned_data["number"], at),
        back=reverse("staff_list"),
    )
    return answered(request, form, one)


def _view(
    title: str, form_class: type[django_forms.Form], do: Act, function: str = MANAGE, hint: str = ""
) -> Callable[..., HttpResponse]:
    """Return the page of one act about a member."""

    @require_http_methods(["GET", "POST"])
    def page(request: HttpRequest, staff_number: str) -> HttpResponse:
        at = now()
        actor = acting(request, function, at=at)
        member = StaffMember.objects.filter(staff_number=staff_number).first()
        if member is None:
            raise Http404
        form = form_class(request.POST if request.method == "POST" else None)
        one = CheckedAct(
            title=f"{title}　{member.staff_number} {member.name}",
            act=lambda: do(member, form.cleaned_data, actor, at),
            look=lambda: member_facts(staff_number, at),
            back=reverse("staff_member", args=[staff_number]),
            hint=hint,
        )
        return answered(request, form, one)

    return cast("Callable[..., HttpResponse]", page)


def _grant(member: StaffMember, given: Given, actor: StaffMember, at: datetime) -> Done:
    """Grant from today on: a role that began in the past would cover what was done without it."""
    if given["begin"] < at.date():
        raise StaffRefusedError("今日より前の日からは付与できません。開始日を直してください。")
    request = grant_role(
        member=member,
        role=given["role"],
        valid_from=given["begin"],
        valid_until=given["last_day"],
        lapses_at=given["lapses_at"],
        actor=actor,
        at=at,
    )
    return Done(
        "役割を付与しました。" if request is None else "申請しました。ほかの人の承認を待ちます。"
    )


def _revoke(member: StaffMember, given: Given, actor: StaffMember, at: datetime) -> Done:
    revoke_role(
        member=member,
        role=given["role"],
        last_day=given["last_day"],
        lapses_at=given["lapses_at"],
        actor=actor,
        at=at,
    )
    return Done("役割の終了を登録しました。")


def _end(member: StaffMember, given: Given, actor: StaffMember, at: datetime) -> Done:
    last_day, lapses_at = given["last_day"], given["lapses_at"]
    end_service(member=member, last_day=last_day, lapses_at=lapses_at, actor=actor, at=at)
    return Done("職員の終了を登録しました。")


def _train(member: StaffMember, given: Given, actor: StaffMember, at: datetime) -> Done:
    record_training(member=member, actor=actor, at=at, **given)
    return Done("研修を記録しました。")


def _activate(member: StaffMember, _given: Given, actor: StaffMember, at: datetime) -> Done:
    half = request_activation(member=member, actor=actor, at=at)
    return Done("利用開始を申請しました。", {"許可コードの前半": half})


def _approve_activation(
    member: StaffMember, _given: Given, actor: StaffMember, at: datetime
) -> Done:
    half = approve_activation(member=member, actor=actor, at=at)
    return Done("利用開始を承認しました。", {"許可コードの後半": half})


def _keep(member: StaffMember, _given: Given, actor: StaffMember, at: datetime) -> Done:
    decide_member(member=member, keep=True, actor=actor, at=at)
    return Done("継続と決めました。")


def _remove(member: StaffMember, _given: Given, actor: StaffMember, at: datetime) -> Done:
    decide_member(member=member, keep=False, actor=actor, at=at)
    return Done("終了と決めました。")


member_grant = _view("役割の付与・申請", forms.RoleForm, _grant)
member_revoke = _view("役割の終了", forms.RoleEndForm, _revoke)
member_end = _view("職員の終了", forms.LastDayForm, _end)
member_train = _view("研修の記録", forms.TrainingForm, _train)
member_activate = _view("利用開始の申請", forms.NothingForm, _activate, hint=HALF_HINT)
member_activate_approve = _view(
    "利用開始の承認", forms.NothingForm, _approve_activation, APPROVE, HALF_HINT
)
member_keep = _view("棚卸し：継続", forms.NothingForm, _keep)
member_remove = _view("棚卸し：終了", forms.NothingForm, _remove)
