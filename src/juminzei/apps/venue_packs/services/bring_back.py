"""Taking what a venue brought back: opened, checked, kept sealed until another person merges it."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db import transaction

from juminzei.apps.venue_packs.city_envelope import open_return
from juminzei.apps.venue_packs.kept_secret import secret_of
from juminzei.apps.venue_packs.models import Pack, PackState
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.services.steps import ASK, locked, stepped
from juminzei.platform.audit.chain import START, digest
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

ENDED = {
    PackState.LOST: (
        "この持出は紛失として届けられています。取り込めません。"
        "端末とファイルは、開かずに情報セキュリティの担当に渡してください。"
    ),
    PackState.REVOKED: "この持出は無効です。取り込めません。",
}


@transaction.atomic
def bring_back(*, pack_id: int, file: bytes, actor: StaffMember, at: datetime) -> bool:
    """Take the file of a venue; return whether it is new (the same file again changes nothing).

    Raises:
        PackRefusedError: The pack was lost or is void, the file is not its own or was
            changed, or the venue's record of acts is not whole.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, ASK, on=at.date())
    print_of_file = hashlib.sha256(file).hexdigest()
    pack = Pack.objects.select_for_update().filter(pk=pack_id).first()
    if pack is None:
        raise PackRefusedError("この持出はありません。")
    if pack.state in ENDED:
        raise PackRefusedError(ENDED[PackState(pack.state)])
    if pack.brought_digest == print_of_file:
        return False
    pack = locked(pack_id, [PackState.OUT])
    told = open_return(file, _secret(pack), pack=pack.pk)
    if told.get("pack") != pack.pk:
        raise PackRefusedError("別の持出の返却ファイルです。持出の番号を確かめてください。")
    refuse_broken_record(told["records"])
    pack.brought, pack.brought_digest, pack.brought_by = file, print_of_file, actor
    stepped(
        pack,
        PackState.BACK,
        actor=actor,
        at=at,
        returns=len(told["returns"]),
        records=len(told["records"]),
        digest=print_of_file,
    )
    return True


def told_back(pack: Pack) -> dict[str, Any]:
    """Return what a pack brought back.

    Raises:
        PackRefusedError: Nothing was, or its key is gone.
    """
    if pack.brought is None:
        raise PackRefusedError("まだ返却されていません。")
    return open_return(bytes(pack.brought), _secret(pack), pack=pack.pk)


def secret_key(pack: Pack) -> bytes:
    """Return a pack's secret key, by which numbers sealed at the venue are opened.

    Raises:
        PackRefusedError: It is gone.
    """
    return _secret(pack)


def refuse_broken_record(records: list[dict[str, Any]]) -> None:
    """Refuse a venue's record of acts whose chain is not whole.

    Raises:
        PackRefusedError: A record was changed, left out, or put in.
    """
    whole = not records or records[0]["previous"] == START
    for one in records:
        whole = whole and digest(one["previous"], one["content"]) == one["digest"]
    for one, after in pairwise(records):
        whole = whole and after["previous"] == one["digest"]
        whole = whole and after["sequence"] == one["sequence"] + 1
    if not whole:
        raise PackRefusedError(
            "会場の操作記録がつながっていません。取り込まずに、情報セキュリティの担当に知らせてください。"
        )


def _secret(pack: Pack) -> bytes:
    if pack.secret_key is None:
        raise PackRefusedError("この持出の鍵は消去されています。取り込めません。")
    return secret_of(bytes(pack.secret_key), pack=pack.pk)
