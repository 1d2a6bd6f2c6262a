"""The second factor: one-time passwords of an app (RFC 6238), each good for once."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.lockout import count_failure, forget_failures, resting
from juminzei.platform.staff.models import StaffMember, TotpFactor
from juminzei.platform.staff.sealing import opened, sealed

if TYPE_CHECKING:
    from datetime import datetime

SECRET_BYTES, DIGITS, SECONDS = 20, 6, 30
AROUND = (0, -1, 1)
"""Steps tried: this one, and its neighbours for clocks that differ."""


def has_factor(member: StaffMember) -> bool:
    """Return whether ``member`` registered an app and showed that it works."""
    return TotpFactor.objects.filter(staff_member=member, confirmed_at__isnull=False).exists()


def begin_registration(member: StaffMember) -> str:
    """Return the secret that the app is to be told, in letters; the same until it is used."""
    factor = TotpFactor.objects.filter(staff_member=member).first()
    secret = _secret(factor) if factor and factor.confirmed_at is None else None
    if secret is None:
        secret = secrets.token_bytes(SECRET_BYTES)
        TotpFactor.objects.update_or_create(
            staff_member=member,
            confirmed_at__isnull=True,
            defaults={"sealed_secret": sealed(secret, use=_use(member.pk)), "last_step": 0},
        )
    return base64.b32encode(secret).decode()


def address_of(secret: str, member: StaffMember, issuer: str) -> str:
    """Return the address in the QR code that apps read."""
    return _totp(base64.b32decode(secret)).get_provisioning_uri(member.staff_number, issuer)


@transaction.atomic
def check_code(member: StaffMember, code: str, *, at: datetime) -> bool:
    """Return whether ``code`` is the app's now, and was not used; confirm a new app with it.

    A wrong one counts as a failure to sign in, and a resting account takes none.
    """
    found = TotpFactor.objects.select_for_update().filter(staff_member=member).first()
    current = StaffMember.objects.get(pk=member.pk)
    secret = _secret(found) if found else None
    step = _step(secret, code, at) if secret else None
    right = found is not None and step is not None and step > found.last_step
    if found is None or step is None or not right or resting(current, at):
        count_failure(current, at)
        return False
    if found.confirmed_at is None:
        found.confirmed_at = at
        _record("staff.factor.registered", member, at)
    found.last_step = step
    found.save(update_fields=["last_step", "confirmed_at"])
    forget_failures(member)
    _record("staff.factor.passed", member, at)
    return True


def remove_factor(member: StaffMember) -> None:
    """Forget the app of ``member``, who registers another at the next sign-in."""
    TotpFactor.objects.filter(staff_member=member).delete()


def code_at(secret: str, at: datetime) -> str:
    """Return what an app with ``secret`` shows at a moment."""
    return _totp(base64.b32decode(secret)).generate(int(at.timestamp())).decode()


def _secret(factor: TotpFactor) -> bytes | None:
    return opened(bytes(factor.sealed_secret), use=_use(factor.staff_member_id))


def _use(key: int) -> str:
    return f"totp {key}"


def _step(secret: bytes, code: str, at: datetime) -> int | None:
    if not (len(code) == DIGITS and code.isascii() and code.isdecimal()):
        return None
    now = int(at.timestamp()) // SECONDS
    for step in (now + shift for shift in AROUND):
        try:
            _totp(secret).verify(code.encode(), step * SECONDS)
        except InvalidToken:
            continue
        return step
    return None


def _totp(secret: bytes) -> TOTP:
    sha1 = SHA1()  # noqa: S303 - RFC 6238: what apps know  # nosec B303 - the same
    return TOTP(secret, DIGITS, sha1, SECONDS)


def _record(action: str, member: StaffMember, at: datetime) -> None:
    audit.record(
        action=action,
        actor=member,
        at=at,
        subject_kind="staff_member",
        subject_id=member.staff_number,
    )
