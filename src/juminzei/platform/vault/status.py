"""How the vault stands: its keys, what each opens, and what waits for somebody."""

from __future__ import annotations

from django.db.models import Count

from juminzei.platform.keys.key_source import KeysetError
from juminzei.platform.vault import keyset
from juminzei.platform.vault.installed_source import key_source
from juminzei.platform.vault.models import DataKey, KeyPurpose, Matter, SealedNumber
from juminzei.platform.vault.paired_decisions import open_decisions
from juminzei.platform.vault.rotation import unfinished
from juminzei.platform.vault.tenant import tenant


def problem() -> str:
    """Return why the vault cannot be opened, empty if it can.

    On a laptop this makes the first keys, as the first number would.
    """
    try:
        keyset.current(tenant())
    except KeysetError as error:
        return str(error)
    return ""


def status() -> dict[str, object]:
    """Return the vault's state as JSON, without any key."""
    why = problem()
    used = dict(
        SealedNumber.objects.values_list("key_id").annotate(count=Count("pk")).order_by("key_id")
    )
    keys = [
        {
            "key": row.pk,
            "state": "primary" if row.primary else "retired",
            "numbers": used.get(row.pk, 0),
            "wrapped_by": row.wrapped_by,
        }
        for row in DataKey.objects.filter(purpose=KeyPurpose.NUMBERS).order_by("-primary", "pk")
    ]
    return {
        "state": "closed" if why else "open",
        "problem": why,
        "wrapping_key": "" if why else key_source().primary,
        "numbers": sum(used.values()),
        "rotation_unfinished": unfinished(),
        "keys": keys,
        "to_be_decided": [one.subject for one in open_decisions(Matter.KEY_DESTRUCTION)],
    }
