"""What is written of an addressee now, as a correction begins from it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import AddresseeKind, AddresseeVersion, CorporationFacts
from juminzei.apps.addressees.services.registered_version import BODY, WRITTEN
from juminzei.apps.addressees.services.registration_facts import Facts, Member

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee, JointMember


def current_facts(addressee: Addressee) -> Facts:
    """Return what the newest version of an addressee says."""
    newest = AddresseeVersion.objects.get(addressee=addressee, version=addressee.version)
    return facts_of(newest, addressee.kind)


def facts_of(version: AddresseeVersion, kind: str) -> Facts:
    """Return what one version says."""
    body = {}
    if kind == AddresseeKind.CORPORATION:
        facts = CorporationFacts.objects.filter(version=version).first() or CorporationFacts()
        body = {name: getattr(facts, name) for name in BODY}
    members = version.joint_members.order_by("member_id")
    return Facts(
        kind=kind,
        **{name: getattr(version, name) for name in WRITTEN},
        **body,
        members=tuple(_member(one) for one in members),
    )


def _member(one: JointMember) -> Member:
    share = (
        None
        if one.share_numerator is None or one.share_denominator is None
        else Fraction(one.share_numerator, one.share_denominator)
    )
    return Member(one.member_id, share, one.represents)
