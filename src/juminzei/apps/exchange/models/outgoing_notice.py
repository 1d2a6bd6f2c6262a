"""Notices that we send to other municipalities."""

from __future__ import annotations

from django.db import models

from juminzei.apps.exchange.models.consignment import Consignment


class OutgoingNoticeKind(models.TextChoices):
    """What another municipality is told."""

    TAXED_HERE = "taxed_here", "課税する旨の通知（地方税法294条3項）"
    ONE_STOP_CORRECTION = "one_stop_fix", "申告特例通知の訂正"
    ANSWER = "answer", "照会への回答"


class OutgoingNotice(models.Model):
    """What one notice says (append-only).

    ``amounts`` are its figures by name, yen; ``words`` what else stands on it.
    """

    consignment = models.OneToOneField(
        Consignment, on_delete=models.PROTECT, primary_key=True, related_name="notice"
    )
    kind = models.CharField("通知の種類", max_length=12, choices=OutgoingNoticeKind)
    addressee = models.ForeignKey(
        "addressees.Addressee", verbose_name="宛名番号", on_delete=models.PROTECT
    )
    reference = models.CharField("相手方の文書番号", max_length=40, blank=True)
    amounts = models.JSONField("金額", default=dict)
    words = models.CharField("内容", max_length=300, blank=True)

    class Meta:
        verbose_name = "他市町村への通知"

    def __str__(self) -> str:
        return str(self.pk)
