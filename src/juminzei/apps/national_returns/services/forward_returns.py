"""Sends returns that belong elsewhere on to their municipality, and erases our copy."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.assessment.api import (
    DocumentKind,
    DocumentState,
    TaxDocument,
    document_standing,
    end_document,
    erase_documents,
)
from juminzei.apps.images.api import page_content
from juminzei.apps.national_returns.models import (
    Forwarding,
    ForwardingAct,
    ForwardingStep,
    StagedReturn,
    StagedState,
)
from juminzei.apps.national_returns.selectors.stored_content import read_back
from juminzei.apps.national_returns.services.erase_copy import erase_copy
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.services.stage_returns import CORRECTED, reference_of
from juminzei.base.numbers import municipality_code
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.formats.national_delivery import IndexRow, Manifest, write_delivery
from juminzei.formats.national_return import write_return
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.exchange_rules import exchange_rules
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

FORWARD = "returns.forward"
OPEN = (StagedState.TAKEN, StagedState.ENTRY, StagedState.CHECK)
GROUND = "団体間回送"


@transaction.atomic
def decide_forwarding(
    *, staged_id: int, municipality: str, reason: str, actor: StaffMember, at: datetime
) -> Forwarding:
    """Decide that a return belongs to another municipality; its document ends.

    Raises:
        ReturnsRefusedError: It does not count here, or the municipality or reason is none.
        NotPermittedError: The actor may not.
    """
    require(actor, FORWARD, on=at.date())
    ours = settings.CONFIGURATION.municipality
    if not municipality_code.is_valid(municipality) or municipality == ours:
        raise ReturnsRefusedError("回送先の市区町村コード（6桁）を確かめてください。")
    if not reason.strip():
        raise ReturnsRefusedError("回送の理由を入れてください。")
    staged = StagedReturn.objects.select_for_update().filter(pk=staged_id).first()
    if staged is None or staged.state not in OPEN:
        raise ReturnsRefusedError("この申告は回送できる状態ではありません。")
    _end_document(staged, actor=actor, at=at)
    forwarding = Forwarding.objects.create(
        staged=staged,
        municipality=municipality,
        reason=blank_numbers_in_words(reason.strip())[:200],
        due_on=at.date() + timedelta(days=exchange_rules().forwarding_days),
    )
    staged.state = StagedState.OUTSIDE
    staged.save(update_fields=["state"])
    _step(forwarding, ForwardingAct.DECIDED, "", actor=actor, at=at)
    return forwarding


@transaction.atomic
def send_forwardings(
    *, municipality: str, folder: Path, actor: StaffMember, at: datetime
) -> Manifest:
    """Write what waits for a municipality as a delivery, and erase our copy of it.

    Individual Numbers are in the vault alone and are not sent: the other municipality finds
    the person by name, birthday and address.

    Args:
        municipality: Six digits.
        folder: Where the delivery is written; empty or not there yet.
        actor: Who sends; needs ``returns.forward``.
        at: When.

    Raises:
        ReturnsRefusedError: Nothing waits for it.
        NotPermittedError: The actor may not.
    """
    require(actor, FORWARD, on=at.date())
    waiting = Forwarding.objects.select_for_update().filter(
        municipality=municipality, staged__state=StagedState.OUTSIDE
    )
    found = list(waiting.order_by("pk"))
    if not found:
        raise ReturnsRefusedError("この市区町村へ回送を待つ申告はありません。")
    ours = settings.CONFIGURATION.municipality
    manifest = Manifest(
        delivery_id=f"F{ours}-{at:%Y%m%d%H%M%S}",
        source="etax",
        delivered_on=at.date(),
        municipality=municipality,
        count=0,
        files=(),
        kind="forwarded",
        sender=ours,
        reason=" / ".join(dict.fromkeys(one.reason for one in found))[:200],
    )
    sent = write_delivery(
        folder, manifest, [_copy(one.staged, seq, at) for seq, one in enumerate(found, 1)]
    )
    for one in found:
        _step(one, ForwardingAct.SENT, manifest.delivery_id, actor=actor, at=at)
        _erase(one, actor=actor, at=at)
    return sent


def _end_document(staged: StagedReturn, *, actor: StaffMember, at: datetime) -> None:
    key = staged.document_id or 0
    standing = document_standing([key]).get(key)
    if standing is not None and standing.state == DocumentState.ACTIVE:
        end_document(key, state=DocumentState.CANCELLED, reason=GROUND, actor=actor, at=at)


def _copy(
    staged: StagedReturn, seq: int, at: datetime
) -> tuple[IndexRow, bytes | None, list[bytes]]:
    one = read_back(staged.content)
    row = IndexRow(
        seq=seq,
        reference=staged.reference,
        number=None,
        kana=staged.kana,
        name=staged.name,
        birth_on=staged.birth_on,
        address=staged.address,
        address_january=staged.address_january,
        forms=tuple(staged.forms),
        tax_office=staged.tax_office,
        received_on=staged.received_on,
        kind=staged.kind,
    )
    images: list[bytes] = []
    if staged.image_set is not None:
        pages = range(1, staged.image_set.pages + 1)
        images = [page_content(staged.image_set.pk, page) for page in pages]
    data = write_return(one, made_on=at.date()) if one.forms else None
    return row, data, images


def _erase(forwarding: Forwarding, *, actor: StaffMember, at: datetime) -> None:
    """Erase what we hold of a return that was sent on: its documents say nothing any more."""
    staged = forwarding.staged
    entered = [str(number) for number in range(1, staged.passes.count() + 1)]
    changed = [
        f"{CORRECTED}{key}" for key in staged.agency_corrections.values_list("pk", flat=True)
    ]
    references = [reference_of(staged, suffix) for suffix in ("", *entered, *changed)]
    documents = TaxDocument.objects.filter(
        kind=DocumentKind.NATIONAL_RETURN, reference__in=references
    )
    keys = list(documents.values_list("pk", flat=True))
    erase_documents(keys, ground=GROUND, actor=actor, at=at)
    erase_copy(staged, StagedState.FORWARDED, ground=GROUND, actor=actor, at=at)
    _step(forwarding, ForwardingAct.ERASED, "", actor=actor, at=at)


def _step(
    forwarding: Forwarding,
    act: ForwardingAct,
    delivery_id: str,
    *,
    actor: StaffMember,
    at: datetime,
) -> None:
    ForwardingStep.objects.create(
        forwarding=forwarding, act=act, delivery_id=delivery_id, done_by=actor, done_at=at
    )
    audit.record(
        action=f"national_returns.forwarding.{act.value}",
        actor=actor,
        at=at,
        subject_kind="staged_return",
        subject_id=str(forwarding.staged_id),
        details={"municipality": forwarding.municipality, "delivery": delivery_id},
    )
