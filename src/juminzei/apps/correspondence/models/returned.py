"""Letters that came back (返戻), and what was done about each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class Document(models.TextChoices):
    """What was in the envelope."""

    ORDINARY_NOTICE = "ordinary", "納税通知書"
    SPECIAL_NOTICE = "special", "特別徴収税額決定通知書"
    PAYMENT_SLIPS = "slips", "納付書"
    REMINDER = "reminder", "督促状"
    OTHER = "other", "その他の書類"


class ReturnReason(models.TextChoices):
    """What the post says of a letter that it brings back."""

    UNKNOWN = "unknown", "あて所に尋ねあたらない"
    MOVED = "moved", "転居先不明"
    NOT_FETCHED = "not_fetched", "保管期間経過"
    REFUSED = "refused", "受取拒否"
    INCOMPLETE = "incomplete", "あて名不完全"
    OTHER = "other", "その他"


class ReturnedLetter(models.Model):
    """One letter that came back (append-only); where it stands is told by its steps."""

    addressee = models.ForeignKey(
        "addressees.Addressee", on_delete=models.PROTECT, related_name="returned_letters"
    )
    document = models.CharField("書類", max_length=12, choices=Document)
    notice_number = models.CharField("通知書番号", max_length=13, db_index=True)
    tax = models.CharField("税目", max_length=12)
    tax_year = models.IntegerField("年度")
    reason = models.CharField("返戻の事由", max_length=12, choices=ReturnReason)
    returned_on = models.DateField("返戻日")
    note = models.CharField("備考", max_length=200, blank=True)
    recorded_at = models.DateTimeField("登録日時")
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "返戻"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["addressee", "document", "notice_number", "tax_year", "returned_on"],
                name="returned_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class StepKind(models.TextChoices):
    """What is done about a letter that came back; the last four settle it."""

    REGISTER = "register", "住民票・戸籍の附票の確認"
    INQUIRY = "inquiry", "公用照会"
    ON_SITE = "on_site", "現地調査"
    TELEPHONE = "telephone", "電話・関係者への聞取り"
    RESENT = "resent", "再発送"
    HANDED_OVER = "handed_over", "窓口で交付"
    PUBLIC_NOTICE = "public_notice", "公示送達"
    CLOSED = "closed", "処理の終了"


class ReturnStep(models.Model):
    """One thing done about a letter that came back, with its result (append-only)."""

    letter = models.ForeignKey(ReturnedLetter, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("処理", max_length=16, choices=StepKind)
    done_on = models.DateField("実施日")
    result = models.CharField("結果", max_length=200)
    recorded_at = models.DateTimeField("登録日時")
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "返戻の処理"

    def __str__(self) -> str:
        return f"{self.letter_id}"
