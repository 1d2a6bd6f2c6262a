"""Writing what was proposed and agreed to as a version of an addressee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.apps.addressees.models import (
    Addressee,
    AddresseeKind,
    AddresseeVersion,
    CorporationFacts,
    JointMember,
)
from juminzei.apps.addressees.services.name_index import index_other_names
from juminzei.apps.addressees.services.registration_facts import Member
from juminzei.base.japanese_text import address_key
from juminzei.base.uncertain_day import unless_exact

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.addressees.models import RegistrationProposal

REASONS = {
    AddresseeKind.NONREGISTERED: "住登外登録",
    AddresseeKind.CORPORATION: "法人登録",
    AddresseeKind.JOINT: "共有登録",
}
CORRECTED = "職権修正"
PROJECTED = (*("name", "name_key", "kana", "kana_key", "birth_on", "sex", "postcode", "address"),)
"""Columns of a proposal that the addressee repeats."""
WRITTEN = (
    *("name", "kana", "alias_name", "former_surname", "latin_name", "birth_on", "birth_text"),
    *("sex", "municipality", "postcode", "address", "true_from", "true_from_text"),
    "reported_on",
)
"""Columns of a proposal that its version repeats."""
KEPT = (
    *("household_number", "relationship", "nationality", "resident_since", "ceased_on"),
    *("ceased_reason", "moved_from", "moved_to"),
)
"""Columns of a version that proposals say nothing about: as they were."""
BODY = ("corporate_number", "representative", "collector_number", "head_office_id")


def enter_addressee(
    number: int, proposal: RegistrationProposal, *, at: datetime
) -> AddresseeVersion:
    """Enter a new addressee under a number set aside for it, with its first version."""
    addressee = Addressee.objects.create(
        number=number, kind=proposal.kind, version=1, **_projection(proposal)
    )
    return _version(addressee, proposal, {}, REASONS[AddresseeKind(proposal.kind)], at)


def correct_addressee(
    addressee: Addressee, proposal: RegistrationProposal, *, at: datetime
) -> AddresseeVersion:
    """Append a version to an addressee that is locked; its newest one is what was corrected."""
    newest = AddresseeVersion.objects.get(addressee=addressee, version=addressee.version)
    kept = {name: getattr(newest, name) for name in KEPT}
    addressee.version += 1
    for name, value in _projection(proposal).items():
        setattr(addressee, name, value)
    addressee.save()
    return _version(addressee, proposal, kept, CORRECTED, at)


def _projection(proposal: RegistrationProposal) -> dict[str, Any]:
    return {
        **{name: getattr(proposal, name) for name in PROJECTED},
        "address_key": address_key(proposal.address),
        "uncertain_birth": unless_exact(proposal.birth_text),
    }


def _version(
    addressee: Addressee,
    proposal: RegistrationProposal,
    kept: dict[str, Any],
    reason: str,
    at: datetime,
) -> AddresseeVersion:
    version = AddresseeVersion.objects.create(
        addressee=addressee,
        version=addressee.version,
        recorded_at=at,
        reason=reason,
        **{name: getattr(proposal, name) for name in WRITTEN},
        **kept,
    )
    if proposal.kind == AddresseeKind.CORPORATION:
        facts = {name: getattr(proposal, name) for name in BODY}
        CorporationFacts.objects.create(version=version, **facts)
    JointMember.objects.bulk_create(
        _member(version, Member.from_json(stored)) for stored in proposal.members
    )
    index_other_names({addressee.number})
    return version


def _member(version: AddresseeVersion, member: Member) -> JointMember:
    share = member.share
    return JointMember(
        version=version,
        member_id=member.number,
        share_numerator=None if share is None else share.numerator,
        share_denominator=None if share is None else share.denominator,
        represents=member.represents,
    )
