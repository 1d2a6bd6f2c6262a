"""Replacing the key that wraps the data keys: few rows, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.keys import key_file
from juminzei.platform.keys.key_source import Wrapped
from juminzei.platform.staff.services import require
from juminzei.platform.vault import keyset
from juminzei.platform.vault.installed_source import key_path, key_source, uses_file
from juminzei.platform.vault.models import DataKey, KeyEvent
from juminzei.platform.vault.tenant import tenant

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """The wrapping key that is in use now, and how many data keys it took over."""

    wrapped_by: str
    keys: int


def rewrap(*, actor: StaffMember, at: datetime) -> Rewrapped:
    """Wrap every data key by a new wrapping key.

    A key file gets a new key first. With any other source the new key is made there, and
    this takes the data keys over to it. Numbers are not touched, and go on being used.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        juminzei.platform.vault.keyset.KeysetError: The keys cannot be used.
    """
    require(actor, "vault.manage", on=at.date())
    keyset.current(tenant())  # all of them open, or nothing is changed
    if uses_file():
        key_file.add_key(key_path())
    source = key_source()
    with transaction.atomic(), transaction.atomic(using="vault"):
        earlier = list(DataKey.objects.select_for_update().exclude(wrapped_by=source.primary))
        for key in earlier:
            old = Wrapped(key.wrapped_by, bytes(key.wrapped))
            opened = keyset.unwrapped(source, key.pk, key.purpose, old)
            new = source.wrap(opened, keyset.bound_to(key.pk, key.purpose))
            key.wrapped_by, key.wrapped = new.by, new.text
            key.save(update_fields=["wrapped_by", "wrapped"])
        KeyEvent.objects.create(
            key=source.primary, act="wraps", at=at, staff_number=actor.staff_number
        )
        audit.record(
            action="vault.rewrapped",
            actor=actor,
            at=at,
            subject_kind="vault_key",
            subject_id=source.primary,
            details={"keys": len(earlier)},
        )
    return Rewrapped(wrapped_by=source.primary, keys=len(earlier))
