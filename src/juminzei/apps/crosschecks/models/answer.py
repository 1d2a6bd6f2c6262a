"""What came back to letters about cases."""

from __future__ import annotations

from django.db import models

from juminzei.apps.crosschecks.models.case import CaseLetter
from juminzei.platform.staff.models import StaffMember


class AnswerOutcome(models.TextChoices):
    """What the answer comes to."""

    AS_STATED = "as_stated", "資料のとおり"
    OTHERWISE = "otherwise", "資料と違う"
    CORRECTED = "corrected", "訂正の資料が届いた"
    UNKNOWN = "unknown", "先方では分からない"
    SILENT = "silent", "期限までに回答なし"


class LetterAnswer(models.Model):
    """One answer to a letter, or that there was none (append-only); the newest one counts."""

    letter = models.ForeignKey(CaseLetter, on_delete=models.PROTECT, related_name="answers")
    outcome = models.CharField("回答", max_length=9, choices=AnswerOutcome)
    income = models.BigIntegerField("回答のあった合計所得金額（円）", null=True)
    note = models.CharField("回答の内容", max_length=200, blank=True)
    answered_on = models.DateField("回答日")
    entered_by = models.ForeignKey(
        StaffMember, verbose_name="担当", on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "チェックの文書への回答"

    def __str__(self) -> str:
        return f"{self.letter_id}:{self.pk}"
