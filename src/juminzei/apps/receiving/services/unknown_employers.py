"""Payers of files whom nobody knows: queued by whoever takes in, decided by a clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.assessment.api import payers_of_file
from juminzei.apps.receiving.models import (
    Employer,
    EmployerDecision,
    EmployerOutcome,
    UnknownEmployer,
)
from juminzei.apps.receiving.selectors.employers import (
    AT_ONCE,
    employers_of,
    payer_key,
    unknown,
)
from juminzei.apps.receiving.services.employer_register import (
    EDIT,
    EmployerEntry,
    merge_employer,
    register_employer,
)
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from juminzei.apps.assessment.api import Payer
    from juminzei.platform.staff.models import StaffMember


def queue_payers_of_file(received_file_id: int, at: datetime) -> None:
    """Queue the unknown payers of a file's wage reports; part of the taking in."""
    queue_unknown(payers_of_file(received_file_id), received_file_id=received_file_id, at=at)


def queue_unknown(payers: Iterable[Payer], *, received_file_id: int | None, at: datetime) -> int:
    """Queue the payers whom nobody knows, each once; part of the taking in.

    Args:
        payers: As a file names them.
        received_file_id: The file.
        at: When.

    Returns:
        How many were queued.
    """
    named = list(payers)
    given = [(one.collector_number, one.corporate_number, one.name) for one in named]
    known = employers_of(given)
    waiting: dict[str, Payer] = {}
    for payer, employer, names in zip(named, known, given, strict=True):
        if employer is None:
            waiting.setdefault(payer_key(*names), payer)
    there = _queued(list(waiting))
    new = [
        UnknownEmployer(
            payer_key=key,
            tax_year=payer.tax_year,
            collector_number=payer.collector_number,
            corporate_number=payer.corporate_number,
            name=payer.name,
            address=payer.address,
            documents=payer.documents,
            received_file_id=received_file_id,
            queued_at=at,
        )
        for key, payer in waiting.items()
        if key not in there
    ]
    # Whom another process queues meanwhile is queued once all the same.
    UnknownEmployer.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
    return len(new)


def _queued(keys: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for first in range(0, len(keys), AT_ONCE):
        rows = UnknownEmployer.objects.filter(payer_key__in=keys[first : first + AT_ONCE])
        found.update(rows.values_list("payer_key", flat=True))
    return found


@transaction.atomic
def decide_unknown(
    entry_id: int,
    *,
    outcome: EmployerOutcome,
    employer_id: int | None = None,
    actor: StaffMember,
    at: datetime,
) -> EmployerDecision:
    """Say who a payer is: a new employer, one that is registered, or one merged into such.

    Args:
        entry_id: What waits.
        outcome: Which of these.
        employer_id: The registered employer; none for a new one.
        actor: Who says so.
        at: When.

    Raises:
        ReceivingRefusedError: Nothing waits under that number, or there is no such employer.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, EDIT, on=at.date())
    entry = unknown().filter(pk=entry_id).first()
    if entry is None:
        raise ReceivingRefusedError("判断を待っている支払者ではありません。読み直してください。")
    known = None if employer_id is None else Employer.objects.filter(pk=employer_id).first()
    if outcome == EmployerOutcome.SAME:
        employer = _registered(known)
    else:
        into = _registered(known) if outcome == EmployerOutcome.MERGED else None
        employer = register_employer(_as_named(entry), actor=actor, at=at)
        if into is not None:
            employer = merge_employer(employer.pk, into=into.pk, actor=actor, at=at)
    return _decided(entry, outcome, employer, actor, at)


def _decided(
    entry: UnknownEmployer,
    outcome: EmployerOutcome,
    employer: Employer,
    actor: StaffMember,
    at: datetime,
) -> EmployerDecision:
    try:
        with transaction.atomic():
            decision = EmployerDecision.objects.create(
                entry=entry, outcome=outcome, employer=employer, decided_by=actor, decided_at=at
            )
    except IntegrityError:
        raise ReceivingRefusedError("ほかの人が判断しました。一覧を読み直してください。") from None
    audit.record(
        action="receiving.employer.decided",
        actor=actor,
        at=at,
        subject_kind="employer",
        subject_id=str(employer.pk),
        purpose=outcome,
        details={"entry": entry.pk},
    )
    return decision


def _registered(known: Employer | None) -> Employer:
    if known is None or known.merged_into_id:
        raise ReceivingRefusedError("登録済みの（合併していない）事業所の番号を入れてください。")
    return known


def _as_named(entry: UnknownEmployer) -> EmployerEntry:
    return EmployerEntry(
        name=entry.name,
        address=entry.address or "（不明）",
        collector_number=entry.collector_number,
        corporate_number=entry.corporate_number,
    )
