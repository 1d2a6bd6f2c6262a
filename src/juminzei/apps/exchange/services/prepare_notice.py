"""Making up a notice to another municipality."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.addressees.api import birthdays, is_protected
from juminzei.apps.exchange.models import (
    ConsignmentKind,
    OutgoingNotice,
    OutgoingNoticeKind,
)
from juminzei.apps.exchange.notice_amounts import AMOUNTS
from juminzei.apps.exchange.selectors.protected import SEE_PROTECTED
from juminzei.apps.exchange.services.make_consignment import make_consignment
from juminzei.apps.exchange.services.prepare_documents import PREPARE
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.base.numbers import municipality_code
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.apps.exchange.models import Consignment
    from juminzei.platform.staff.models import StaffMember

NEEDS = {
    OutgoingNoticeKind.TAXED_HERE: frozenset(),
    OutgoingNoticeKind.ONE_STOP_CORRECTION: frozenset({"donation", "donation_before"}),
    OutgoingNoticeKind.ANSWER: frozenset(),
}
"""Kind → the figures without which it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEntry:
    """What a clerk enters of a notice to another municipality; ``amounts`` in yen."""

    kind: OutgoingNoticeKind
    tax_year: int
    municipality: str
    addressee: int
    reference: str = ""
    words: str = ""
    amounts: Mapping[str, int] = field(default_factory=dict)


@transaction.atomic
def prepare_notice(entry: NoticeEntry, *, actor: StaffMember, at: datetime) -> Consignment:
    """Make up a notice; another person approves it before it is printed and sent.

    Args:
        entry: What it says.
        actor: Who makes it up; needs ``exchange.prepare``, and for a protected person also
            ``address.protected.view``: the destination tells where somebody lives.
        at: When.

    Raises:
        ExchangeRefusedError: The municipality or person is none, or a figure is missing.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, PREPARE, on=at.date())
    _check(entry)
    protected = is_protected(entry.addressee, on=at.date())
    if protected:
        require(actor, SEE_PROTECTED, on=at.date())
    made = make_consignment(
        ConsignmentKind.NOTICE,
        tax_year=entry.tax_year,
        municipality=entry.municipality,
        protected=protected,
        actor=actor,
        at=at,
    )
    OutgoingNotice.objects.create(
        consignment=made,
        kind=entry.kind,
        addressee_id=entry.addressee,
        reference=blank_numbers_in_words(entry.reference.strip()),
        amounts=dict(entry.amounts),
        words=blank_numbers_in_words(entry.words.strip()),
    )
    audit.record(
        action="exchange.notice.prepared",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{entry.addressee:010d}",
        details={"consignment": made.pk, "kind": entry.kind.value},
    )
    return made


def _check(entry: NoticeEntry) -> None:
    ours = settings.CONFIGURATION.municipality
    if not municipality_code.is_valid(entry.municipality) or entry.municipality == ours:
        raise ExchangeRefusedError("送付先の団体コード（他市区町村の6桁）を確かめてください。")
    if entry.addressee not in birthdays([entry.addressee]):
        raise ExchangeRefusedError("宛名番号が登録されていません。番号を確かめてください。")
    missing = sorted(NEEDS[entry.kind] - entry.amounts.keys())
    if missing:
        labels = "、".join(AMOUNTS[name] for name in missing)
        raise ExchangeRefusedError(f"{entry.kind.label}には、{labels}が必要です。")
    if entry.kind == OutgoingNoticeKind.ANSWER and not (entry.amounts or entry.words.strip()):
        raise ExchangeRefusedError("回答の金額か内容を入れてください。")
