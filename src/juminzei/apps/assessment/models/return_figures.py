"""What a return or notice says of the money, as columns of the law and as its own figures."""

from __future__ import annotations

from django.db import models

from juminzei.apps.assessment.models.document import TaxDocument


class CollectionChoice(models.TextChoices):
    """給与・公的年金等以外の所得に係る住民税の徴収方法, as the return chooses it."""

    NONE = "", "記載なし"
    SPECIAL = "special", "給与から差引き"
    ORDINARY = "ordinary", "自分で納付"


class ReturnFigures(models.Model):
    """The figures of a return, a one-stop notice or another city's notice.

    ``columns`` are columns of the kernel's ``TaxpayerColumns`` by name, only those that the
    document says something in: yen, persons or flags. ``stated`` are further figures of the
    paper by name, such as ``withheld_income_tax``; yen unless the name says otherwise.
    """

    document = models.OneToOneField(
        TaxDocument, on_delete=models.PROTECT, primary_key=True, related_name="figures"
    )
    columns = models.JSONField("計算の基礎", default=dict)
    stated = models.JSONField("記載された金額", default=dict)
    collection_choice = models.CharField(
        "給与・年金以外の所得の徴収方法", max_length=8, blank=True, choices=CollectionChoice
    )

    class Meta:
        verbose_name = "申告書等の金額"

    def __str__(self) -> str:
        return f"{self.document_id}"
