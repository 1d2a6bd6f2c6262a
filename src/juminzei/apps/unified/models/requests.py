"""Requests for a number that were answered, so that repeating one changes nothing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.unified.models.cases import NumberingCase
from juminzei.apps.unified.models.links import LocalAddressee
from juminzei.apps.unified.models.person import UnifiedPerson


class RequestState(models.TextChoices):
    """What a request came to."""

    NUMBERED = "numbered", "新たに付番"
    LINKED = "linked", "既存の番号に紐付け"
    KNOWN = "known", "紐付け済み"
    WAITING = "waiting", "職員の決定待ち"


class NumberRequest(models.Model):
    """One request of another system and its answer (append-only).

    The request's id is kept as SHA-256, for nobody says what other systems write into it;
    ``digest`` is of what was asked, without the Individual Number.
    """

    system = models.CharField("業務", max_length=20)
    request_digest = models.CharField("依頼番号の SHA-256", max_length=64)
    digest = models.CharField("依頼の SHA-256", max_length=64)
    local = models.ForeignKey(LocalAddressee, on_delete=models.PROTECT, related_name="requests")
    person = models.ForeignKey(UnifiedPerson, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(NumberingCase, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField("結果", max_length=10, choices=RequestState)
    answered_at = models.DateTimeField("回答日時")
    staff_number = models.CharField("接続先", max_length=12)

    class Meta:
        verbose_name = "付番依頼"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["system", "request_digest"], name="request_answered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.state}"
