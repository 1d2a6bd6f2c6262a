"""Which addressee a member of staff is, entered by one person and confirmed by another."""

from __future__ import annotations

from django.db import models

from juminzei.platform.staff.models import StaffMember


class Relation(models.TextChoices):
    """Who the addressee is to the member."""

    SELF = "self", "本人"
    RELATIVE = "relative", "親族（届出）"


class StaffAddressee(models.Model):
    """An entry that an addressee is, or no longer is, a member or a relative (append-only).

    Of the entries that a second person confirmed, the newest about a member, an addressee
    and a relation counts.
    """

    staff_member = models.ForeignKey(
        StaffMember, verbose_name="職員", on_delete=models.PROTECT, related_name="addressees"
    )
    addressee = models.ForeignKey(
        "addressees.Addressee",
        verbose_name="宛名番号",
        on_delete=models.PROTECT,
        related_name="+",
    )
    relation = models.CharField("関係", max_length=8, choices=Relation.choices)
    holds = models.BooleanField("登録（いいえは取消）", default=True)
    entered_by = models.ForeignKey(
        StaffMember, verbose_name="登録者", on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "職員の宛名番号"

    def __str__(self) -> str:
        return str(self.pk)


class StaffAddresseeDecision(models.Model):
    """The second person's word on an entry (append-only); there is one at most."""

    entry = models.OneToOneField(
        StaffAddressee, verbose_name="登録", on_delete=models.PROTECT, related_name="decision"
    )
    confirmed = models.BooleanField("確認")
    decided_by = models.ForeignKey(
        StaffMember, verbose_name="確認者", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("確認日時")

    class Meta:
        verbose_name = "職員の宛名番号の確認"

    def __str__(self) -> str:
        return str(self.pk)
