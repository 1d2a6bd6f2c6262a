"""Second factors of a member, of whatever kind: whether there is one, and taking them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.staff import security_keys, totp
from juminzei.platform.staff.membership import record
from juminzei.platform.staff.models import SecurityKey, StaffMember
from juminzei.platform.staff.refusal import StaffRefusedError

if TYPE_CHECKING:
    from datetime import datetime

LAST = "最後の確認手段は削除できません。先に別のものを登録してください。"


def has_factor(member: StaffMember) -> bool:
    """Return whether ``member`` has an app or a key that is asked for at sign-in."""
    return totp.has_factor(member) or security_keys.usable(member).exists()


@transaction.atomic
def remove_own_app(*, member: StaffMember, at: datetime) -> None:
    """Let a member give up their app, while a key stays.

    Raises:
        StaffRefusedError: There is no app, or nothing else.
    """
    _locked(member)
    if not totp.has_factor(member):
        raise StaffRefusedError("認証アプリは登録されていません。")
    if not security_keys.usable(member).exists():
        raise StaffRefusedError(LAST)
    totp.remove_factor(member)
    record("staff.factor.removed", member, member, at)


@transaction.atomic
def remove_own_key(*, member: StaffMember, key_id: int, at: datetime) -> None:
    """Let a member give up a key, while another one or an app stays.

    Raises:
        StaffRefusedError: It is not theirs, or nothing else stays.
    """
    _locked(member)
    own = SecurityKey.objects.filter(staff_member=member, removed_at__isnull=True)
    key = own.filter(pk=key_id).first()
    if key is None:
        raise StaffRefusedError("このセキュリティキーは登録されていません。")
    others = security_keys.usable(member).exclude(pk=key_id)
    if not totp.has_factor(member) and not others.exists():
        raise StaffRefusedError(LAST)
    security_keys.remove_key(key, actor=member, at=at)


def remove_factors(member: StaffMember, *, at: datetime) -> None:
    """Forget every factor of somebody who begins anew by two administrators' leave."""
    totp.remove_factor(member)
    for key in SecurityKey.objects.filter(staff_member=member, removed_at__isnull=True):
        security_keys.remove_key(key, actor=member, at=at)


def _locked(member: StaffMember) -> None:
    """Let two removals at once come one after the other."""
    StaffMember.objects.select_for_update().get(pk=member.pk)
