"""What goes to one municipality together, what was done with it, by whom and when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class ConsignmentKind(models.TextChoices):
    """What goes out."""

    DOCUMENTS = "documents", "課税資料の回送"
    NOTICE = "notice", "他市町村への通知"
    ONE_STOP = "one_stop", "申告特例の不適用の連絡"


class Step(models.TextChoices):
    """What was done."""

    APPROVED = "approved", "承認"
    TURNED_DOWN = "turned_down", "取下げ"
    SENT = "sent", "送付"
    RECEIVED = "received", "相手方の受領を確認"
    RETURNED = "returned", "返送"
    ERASED = "erased", "写しを消去"


class Way(models.TextChoices):
    """How it was sent."""

    NONE = "", "—"
    MEDIUM = "medium", "電子記録媒体（受渡し）"
    POST = "post", "書留郵便"
    ELTAX = "eltax", "eLTAX の回送"


class Consignment(models.Model):
    """Documents or a notice for one municipality (append-only)."""

    kind = models.CharField("種類", max_length=9, choices=ConsignmentKind)
    tax_year = models.IntegerField("年度")
    municipality = models.CharField("送付先", max_length=6)
    protected = models.BooleanField("支援措置の対象者に関する")
    """Known when it was made up: where it goes stays hidden when the documents are erased."""
    due_on = models.DateField("送付期限")
    prepared_by = models.ForeignKey(
        StaffMember, verbose_name="作成者", on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField("作成日時", db_index=True)

    class Meta:
        verbose_name = "送付"

    def __str__(self) -> str:
        return str(self.pk)


class ConsignmentStep(models.Model):
    """One thing done with a consignment, once (append-only)."""

    consignment = models.ForeignKey(Consignment, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("手続", max_length=11, choices=Step)
    way = models.CharField("送付方法", max_length=6, choices=Way, blank=True)
    note = models.CharField("記事", max_length=100, blank=True)
    done_on = models.DateField("日")
    done_by = models.ForeignKey(
        StaffMember, verbose_name="担当者", on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField("記録日時")

    class Meta:
        verbose_name = "送付の手続"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consignment", "step"], name="consignment_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.consignment_id} {self.step}"


class ConsignedDocument(models.Model):
    """A document in a consignment (append-only but for ``live``)."""

    consignment = models.ForeignKey(Consignment, on_delete=models.PROTECT, related_name="documents")
    document = models.ForeignKey(
        "assessment.TaxDocument", on_delete=models.PROTECT, related_name="consigned"
    )
    live = models.BooleanField("送付中・送付済", default=True)
    """Not any more once the consignment was turned down: then it may go with another."""

    class Meta:
        verbose_name = "送付する資料"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(live=True), name="document_consigned_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.consignment_id}/{self.document_id}"
