"""Registrations of made-up people and bodies, as clerks propose them."""

from __future__ import annotations

import uuid
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from juminzei.apps.addressees.models import Addressee, AddresseeKind, Origin, RegistrationProposal
from juminzei.apps.addressees.services.decide_registration import decide_registration
from juminzei.apps.addressees.services.propose_registration import Grounds, propose_registration
from juminzei.apps.addressees.services.registration_facts import Facts
from juminzei.base.numbers import corporate_number
from support.page_rows import AT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

OUTSIDER = Facts(
    kind=AddresseeKind.NONREGISTERED,
    name="外山　住夫",
    kana="トヤマ　スミオ",
    birth_on=date(1961, 7, 8),
    birth_text="昭和36年7月8日",
    sex="1",
    municipality="112020",
    address="埼玉県熊谷市宮町二丁目47番地1",
    true_from=date(2026, 1, 5),
)
CORPORATE_NUMBER = f"{corporate_number.check_digit('020001000002')}020001000002"
BODY = Facts(
    kind=AddresseeKind.CORPORATION,
    name="株式会社見本製作所",
    kana="ミホンセイサクシヨ",
    address="埼玉県加須市三俣二丁目1番地1",
    corporate_number=CORPORATE_NUMBER,
    representative="見本　社長",
    collector_number="11200001",
    true_from=date(2026, 1, 5),
)
GROUNDS = Grounds(Origin.TAX_DOCUMENT, "給与支払報告書の提出", "運転免許証の写し")


def facts(base: Facts = OUTSIDER, **others: Any) -> Facts:
    """Return what would be written, with something else in it."""
    return replace(base, **others)


def proposed(
    actor: StaffMember,
    what: Facts = OUTSIDER,
    *,
    told_apart: Mapping[int, str] | None = None,
    subject: Addressee | None = None,
    token: uuid.UUID | None = None,
    at: datetime = AT,
) -> RegistrationProposal:
    """Return what ``actor`` proposed."""
    return propose_registration(
        facts=what,
        grounds=GROUNDS,
        token=token or uuid.uuid4(),
        told_apart=told_apart,
        subject=subject,
        actor=actor,
        at=at,
    )


def entered_proposal(number: int, actor: StaffMember) -> RegistrationProposal:
    """Return a correction that waits, of anybody, also of whom the services would refuse."""
    return RegistrationProposal.objects.create(
        token=uuid.uuid4(),
        subject=Addressee.objects.get(pk=number),
        seen_version=1,
        proposed_by=actor,
        proposed_at=AT,
        **OUTSIDER.columns(),
        **asdict(GROUNDS),
    )


def registered(
    one: StaffMember, other: StaffMember, what: Facts = OUTSIDER, **options: Any
) -> Addressee:
    """Return the addressee that one proposed and another agreed to."""
    proposal = proposed(one, what, **options)
    decision = decide_registration(proposal_id=proposal.pk, agreed=True, actor=other, at=AT)
    if decision.version is None:
        raise AssertionError("a version comes of consent")
    return decision.version.addressee
