"""What the top of the person page shows of a corporation or of joint holders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import CorporationFacts

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import AddresseeVersion


@dataclass(frozen=True, slots=True)
class Holder:
    """One of several who hold a thing together; ``represents`` is who gets the letters."""

    number: int
    name: str
    share: str
    represents: bool


@dataclass(frozen=True, slots=True)
class Body:
    """A corporation's facts, or the holders of a joint addressee, as one version tells."""

    corporate_number: str = ""
    representative: str = ""
    collector_number: str = ""
    head_office: int | None = None
    holders: tuple[Holder, ...] = ()


def body_of(version: AddresseeVersion) -> Body:
    """Return what ``version`` tells; holders are named as they are called today."""
    facts = CorporationFacts.objects.filter(version=version).first() or CorporationFacts()
    members = version.joint_members.select_related("member").order_by("-represents", "member_id")
    return Body(
        corporate_number=facts.corporate_number,
        representative=facts.representative,
        collector_number=facts.collector_number,
        head_office=facts.head_office_id,
        holders=tuple(
            Holder(
                one.member_id,
                one.member.name,
                f"{one.share_numerator}/{one.share_denominator}" if one.share_numerator else "",
                one.represents,
            )
            for one in members
        ),
    )
