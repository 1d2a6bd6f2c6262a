"""Keys with which other systems call the interface (接続キー): made, known again, ended."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.models import ApiKey, StaffMember
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import add_member, require

if TYPE_CHECKING:
    from datetime import datetime

MARK = "jz"
PUBLIC_BYTES, SECRET_BYTES = 6, 32
DEPARTMENT = "接続先システム"
LONGEST_NAME = 60
NOBODYS = "0" * 64
"""Compared with when a key is not known, so that the time tells nothing."""


class ClientNameError(ValueError):
    """A client cannot have this name, or nobody has it; the text says what to do."""


@transaction.atomic
def issue_key(*, name: str, actor: StaffMember, at: datetime) -> str:
    """Return a new key of the client ``name``, who is entered if there is none of that name.

    The key is told this once; only its digest is kept. Keys issued before stay valid, so
    that a client can change over without a pause.

    Args:
        name: What the client is called on records.
        actor: Who issues it.
        at: When.

    Raises:
        ClientNameError: The name is empty or too long.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "client.manage", on=at.date())
    if not name.strip() or len(name) > LONGEST_NAME:
        raise ClientNameError(f"接続先の名前は1文字以上{LONGEST_NAME}文字以内で入れてください。")
    client = _client(name) or add_member(
        staff_number=_next_number(),
        name=name,
        department=DEPARTMENT,
        roles=[Role.CLIENT],
        valid_from=at.date(),
    )
    public, secret = secrets.token_hex(PUBLIC_BYTES), secrets.token_urlsafe(SECRET_BYTES)
    ApiKey.objects.create(client=client, public_part=public, digest=_digest(secret), created_at=at)
    _record("staff.api_key.issued", actor, client, at, public_part=public)
    return f"{MARK}_{public}_{secret}"


@transaction.atomic
def revoke_keys(*, name: str, actor: StaffMember, at: datetime) -> int:
    """End every key of the client ``name`` and return how many there were.

    Raises:
        ClientNameError: Nobody has that name.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "client.manage", on=at.date())
    client = _client(name)
    if client is None:
        raise ClientNameError(f"接続先「{name}」は登録されていません。名前を確かめてください。")
    ended = ApiKey.objects.filter(client=client, revoked_at__isnull=True).update(revoked_at=at)
    _record("staff.api_key.revoked", actor, client, at, keys=ended)
    return ended


def client_of(key: str, *, at: datetime) -> StaffMember | None:
    """Return the client whose valid key this is, none for any other text.

    A wrong or ended key of a known client is recorded in that client's name.
    """
    mark, _, rest = key.partition("_")
    public, _, secret = rest.partition("_")
    found = (
        ApiKey.objects.select_related("client").filter(public_part=public).first()
        if mark == MARK
        else None
    )
    kept = found.digest if found else NOBODYS
    right = hmac.compare_digest(_digest(secret).encode(), kept.encode())
    if found is None:
        return None
    if right and found.revoked_at is None and found.client.is_active:
        return found.client
    _record("staff.api_key.refused", found.client, found.client, at, public_part=public)
    return None


def _client(name: str) -> StaffMember | None:
    return StaffMember.objects.filter(name=name, grants__role=Role.CLIENT).first()


def _next_number() -> str:
    """Return the staff number of the next client: ``api-0001``."""
    taken = StaffMember.objects.filter(staff_number__startswith="api-").count()
    return f"api-{taken + 1:04}"


def _digest(secret: str) -> str:
    """Return the SHA-256; the secret is 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _record(
    action: str, actor: StaffMember, client: StaffMember, at: datetime, **details: object
) -> None:
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="api_client",
        subject_id=client.staff_number,
        details=details,
    )
