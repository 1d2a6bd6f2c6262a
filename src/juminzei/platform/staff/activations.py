"""Beginning to use a number, or beginning again after a loss: by two administrators' leave.

Each administrator gets one half of a code and hands it to the person. Neither can come in
under the other's number: only the person has both halves, and chooses the password.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.factors import remove_factors
from juminzei.platform.staff.lockout import count_failure, forget_failures, resting
from juminzei.platform.staff.membership import NUMBER, record
from juminzei.platform.staff.models import Activation, StaffMember
from juminzei.platform.staff.passwords import change_password
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import in_service, require

if TYPE_CHECKING:
    from datetime import datetime

    from django.db import models

GOOD_FOR = timedelta(days=7)
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
HALF = 10
"""Letters of one half: 50 bits, tried ten times before the account rests."""

UNKNOWN = StaffMember(staff_number="-", name="（登録のない職員番号）")
"""Who failed to come in under a number that nobody has; what was typed is not kept."""

WRONG = (
    "職員番号か許可コードが違うか、期限が過ぎています。続けて失敗すると、しばらく使えなくなります。"
)


@transaction.atomic
def request_activation(*, member: StaffMember, actor: StaffMember, at: datetime) -> str:
    """Ask that ``member`` may set a password and a second factor anew.

    Returns:
        The first half of their code, told this once.

    Raises:
        StaffRefusedError: It is for the actor, or for a program.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    if same_person(actor, member):
        raise StaffRefusedError("自分の利用開始は、ほかの2人のシステム管理者が許可します。")
    if not NUMBER.fullmatch(member.staff_number):
        raise StaffRefusedError("プログラムの職員番号ではサインインできません。")
    half = _half()
    Activation.objects.filter(staff_member=member, used_at__isnull=True).delete()
    Activation.objects.create(
        staff_member=member,
        requested_by=actor,
        requested_at=at,
        first_half=_digest(half),
        ends_at=at + GOOD_FOR,
    )
    record("staff.activation.requested", member, actor, at)
    return half


@transaction.atomic
def approve_activation(*, member: StaffMember, actor: StaffMember, at: datetime) -> str:
    """Approve what another administrator asked for, and return the second half of the code.

    Raises:
        StaffRefusedError: Nothing waits, or the actor asked for it or is the member.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.approve", on=at.date())
    waiting = _open(member, at).filter(approved_at__isnull=True).select_related("requested_by")
    activation = waiting.select_for_update(of=("self",)).first()
    if activation is None:
        raise StaffRefusedError(f"{member.staff_number} の利用開始は、承認を待っていません。")
    if same_person(actor, activation.requested_by) or same_person(actor, member):
        raise StaffRefusedError("申請した人と、利用する本人は、承認できません。")
    half = _half()
    activation.approved_by, activation.approved_at = actor, at
    activation.second_half = _digest(half)
    activation.save(update_fields=["approved_by", "approved_at", "second_half"])
    record("staff.activation.approved", member, actor, at)
    return half


def found_activation(*, member: StaffMember, founder: StaffMember, at: datetime) -> str:
    """Return the whole code of a first administrator, for whom nobody can be asked."""
    halves = _half(), _half()
    Activation.objects.create(
        staff_member=member,
        requested_by=founder,
        requested_at=at,
        approved_by=founder,
        approved_at=at,
        first_half=_digest(halves[0]),
        second_half=_digest(halves[1]),
        ends_at=at + GOOD_FOR,
    )
    record("staff.activation.founded", member, founder, at)
    return "-".join(halves)


def activate(
    *, staff_number: str, halves: tuple[str, str], password: str, at: datetime
) -> StaffMember:
    """Let the person with both halves set their password; old second factors are forgotten.

    Raises:
        StaffRefusedError: Whatever is wrong with number or halves, the text is the same; or the
            password will not do.
    """
    member = StaffMember.objects.filter(staff_number=staff_number).first()
    activation = _open(member, at).filter(approved_at__isnull=False).first() if member else None
    kept = activation or Activation(first_half="-", second_half="-")
    first = hmac.compare_digest(_digest(halves[0]), kept.first_half)
    second = hmac.compare_digest(_digest(halves[1]), kept.second_half)
    if member is None:
        audit.record(action="staff.activation.failed", actor=UNKNOWN, at=at)
        raise StaffRefusedError(WRONG)
    fits = activation is not None and first and second and in_service(member, at.date())
    if activation is None or not fits or resting(member, at):
        count_failure(member, at)
        raise StaffRefusedError(WRONG)
    with transaction.atomic():
        change_password(member=member, old=None, new=password, at=at)
        remove_factors(member, at=at)
        Activation.objects.filter(pk=activation.pk).update(used_at=at)
        forget_failures(member)
        record("staff.activation.used", member, member, at)
    return member


def _open(member: StaffMember, at: datetime) -> models.QuerySet[Activation]:
    return Activation.objects.filter(staff_member=member, used_at__isnull=True, ends_at__gt=at)


def _half() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(HALF))


def _digest(half: str) -> str:
    return hashlib.sha256(half.strip().upper().encode()).hexdigest()
