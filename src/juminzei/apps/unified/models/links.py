"""Which addressee of which system is which person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.unified.models.person import UnifiedPerson
from juminzei.apps.unified.systems import entries


class LocalAddressee(models.Model):
    """One addressee number of one system; its key names what the vault holds for it.

    ``person`` is whom it is tied to now, and may be none; how that came about is
    :class:`LinkEvent`. Rows are never deleted.
    """

    system = models.CharField("業務", max_length=20)
    local_number = models.CharField("業務の宛名番号", max_length=15)
    person = models.ForeignKey(
        UnifiedPerson, on_delete=models.PROTECT, related_name="locals", null=True
    )
    linked_on = models.DateField("紐付けの開始日", null=True)
    entered_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "業務の宛名"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["system", "local_number"], name="local_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.system}:{self.pk}"

    @property
    def shown(self) -> str:
        """The number with as many digits as its system writes."""
        digits = {one.code: one.digits for one in entries()}.get(self.system, 15)
        return self.local_number[-digits:]


class LinkAct(models.TextChoices):
    """What was done."""

    LINKED = "linked", "紐付け"
    UNLINKED = "unlinked", "解除"


class LinkReason(models.TextChoices):
    """Why."""

    NUMBERED = "numbered", "付番"
    SAME_NUMBER = "same_number", "個人番号の一致"
    SAME_BASIC = "same_basic", "基本情報の一致"
    CONFIRMED = "confirmed", "書類で本人を確認"
    MISTAKE = "mistake", "誤りの訂正"
    CHANGED = "changed", "個人番号の変更"
    MERGED = "merged", "業務での宛名の統合"
    ENDED = "ended", "業務での利用の終了"


class LinkEvent(models.Model):
    """A local addressee was tied to a person or taken off, from a day on (append-only)."""

    local = models.ForeignKey(LocalAddressee, on_delete=models.PROTECT, related_name="events")
    person = models.ForeignKey(UnifiedPerson, on_delete=models.PROTECT, related_name="events")
    act = models.CharField("行為", max_length=10, choices=LinkAct)
    on = models.DateField("この日から")
    recorded_at = models.DateTimeField("登録日時")
    reason = models.CharField("事由", max_length=20, choices=LinkReason)
    staff_number = models.CharField("職員番号", max_length=12)
    staff_name = models.CharField("氏名", max_length=60)
    agreed_by = models.CharField("決定した職員", max_length=12, blank=True)

    class Meta:
        verbose_name = "紐付けの履歴"

    def __str__(self) -> str:
        return f"{self.local_id} {self.act}"
