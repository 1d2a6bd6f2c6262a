"""What corporations and joint addressees have besides a name and an address, by version."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.addressees.models.addressee import Addressee, AddresseeVersion
from juminzei.apps.addressees.models.written_facts import BodyFacts


class CorporationFacts(BodyFacts):
    """A corporation or office (法人・事業所) as one of its versions tells (append-only)."""

    version = models.OneToOneField(
        AddresseeVersion, on_delete=models.PROTECT, related_name="corporation"
    )

    class Meta:
        verbose_name = "法人・事業所の履歴"

    def __str__(self) -> str:
        return f"{self.version_id}"


class JointMember(models.Model):
    """One who holds a thing with others (共有者), as a version tells (append-only).

    The share (持分) is an exact fraction; none where it is not known.
    """

    version = models.ForeignKey(
        AddresseeVersion, on_delete=models.PROTECT, related_name="joint_members"
    )
    member = models.ForeignKey(
        Addressee, on_delete=models.PROTECT, related_name="joint_memberships"
    )
    share_numerator = models.BigIntegerField("持分の分子", null=True)
    share_denominator = models.BigIntegerField("持分の分母", null=True)
    represents = models.BooleanField("共有代表者", default=False)

    class Meta:
        verbose_name = "共有者"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "member"], name="joint_member_once"),
            models.CheckConstraint(
                condition=models.Q(share_numerator=None, share_denominator=None)
                | models.Q(
                    share_numerator__gt=0, share_denominator__gte=models.F("share_numerator")
                ),
                name="share_is_a_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.member_id}"
