"""Destroying a key that nothing uses any more, once two different people decided so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.keys import key_file
from juminzei.platform.keys.wrapping_keys import WrappingKeys
from juminzei.platform.staff.services import require
from juminzei.platform.vault.installed_source import key_path, key_source, uses_file
from juminzei.platform.vault.models import DataKey, KeyEvent, Matter, SealedNumber
from juminzei.platform.vault.paired_decisions import ask, decide

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


class KeyInUseError(Exception):
    """The key is still needed, or there is no such key; nothing was destroyed."""


def ask_to_destroy(key: str, *, actor: StaffMember, at: datetime) -> None:
    """Ask that a data key, or a wrapping key of the key file, be destroyed.

    Raises:
        KeyInUseError: It is still needed, or there is none.
        juminzei.platform.vault.paired_decisions.PairedDecisionError: It was asked already.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "vault.destroy", on=at.date())
    with transaction.atomic(), transaction.atomic(using="vault"):
        _refuse_if_used(key)
        ask(Matter.KEY_DESTRUCTION, key, reason="rotated", actor=actor, at=at)
        _record("asked", key, actor, at)


def decide_to_destroy(key: str, *, agreed: bool, actor: StaffMember, at: datetime) -> None:
    """Destroy the key, or leave it, as the second person.

    Raises:
        KeyInUseError: It came to be needed again meanwhile.
        juminzei.platform.vault.paired_decisions.PairedDecisionError: Nobody asked, or the
            actor did.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "vault.destroy", on=at.date())
    with transaction.atomic(), transaction.atomic(using="vault"):
        decide(Matter.KEY_DESTRUCTION, key, agreed=agreed, actor=actor, at=at)
        if agreed:
            _refuse_if_used(key)
            DataKey.objects.filter(pk=key).delete()
        _record("destroyed" if agreed else "kept", key, actor, at)
        if agreed and key in _of_file():
            key_file.drop_key(key_path(), key)  # last: a file cannot be rolled back


def _refuse_if_used(key: str) -> None:
    """Refuse unless the key is retired and opens nothing; the database refuses as well."""
    row = DataKey.objects.select_for_update().filter(pk=key).first()
    if row is None and key not in _of_file():
        raise KeyInUseError(f"鍵 {key} はありません。juminzei vault status で確かめてください。")
    if row is not None and row.primary:
        raise KeyInUseError(f"鍵 {key} は主鍵です。先に juminzei vault rotate を実行してください。")
    numbers = SealedNumber.objects.filter(key_id=key).count()
    keys = DataKey.objects.filter(wrapped_by=key).count()
    wraps = row is None and key == key_source().primary
    if numbers or keys or wraps:
        raise KeyInUseError(
            f"鍵 {key} はまだ使われています（番号 {numbers:,}件、データ鍵 {keys:,}件）。"
            "先に juminzei vault rotate または rewrap を実行してください。"
        )


def _of_file() -> frozenset[str]:
    source = key_source()
    return source.ids if uses_file() and isinstance(source, WrappingKeys) else frozenset()


def _record(act: str, key: str, actor: StaffMember, at: datetime) -> None:
    KeyEvent.objects.create(key=key, act=act, at=at, staff_number=actor.staff_number)
    audit.record(
        action=f"vault.key.{act}",
        actor=actor,
        at=at,
        subject_kind="vault_key",
        subject_id=key,
    )
