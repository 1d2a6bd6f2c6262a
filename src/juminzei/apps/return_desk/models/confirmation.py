"""What a clerk confirmed: identity, number and authority, warnings; and who was sent elsewhere."""

from __future__ import annotations

from django.db import models

from juminzei.apps.return_desk.models.desk_return import DeskReturn
from juminzei.apps.return_desk.models.venue import VenueDay
from juminzei.platform.staff.models import StaffMember


class Confirmed(models.TextChoices):
    """What was confirmed. Identity and number are confirmed separately (番号法16条)."""

    IDENTITY = "identity", "身元確認"
    NUMBER = "number", "番号確認"
    AUTHORITY = "authority", "代理権の確認"


class Means(models.TextChoices):
    """By which document it was confirmed."""

    NUMBER_CARD = "number_card", "マイナンバーカード"
    DRIVING_LICENCE = "driving_licence", "運転免許証・運転経歴証明書"
    PASSPORT = "passport", "旅券"
    RESIDENCE_CARD = "residence_card", "在留カード・特別永住者証明書"
    DISABILITY_BOOK = "disability_book", "障害者手帳"
    TWO_PAPERS = "two_papers", "資格確認書・年金証書など2点"
    NOTIFICATION_CARD = "notification_card", "通知カード（記載が住民票と同じもの）"
    RESIDENT_RECORD = "resident_record", "個人番号のある住民票"
    CITY_RECORD = "city_record", "市の記録（住民基本台帳）で確認"
    MANDATE = "mandate", "委任状"
    FAMILY_REGISTER = "family_register", "戸籍などの証明（法定代理人）"
    PAPER_OF_PERSON = "paper_of_person", "本人の書類の預かり"


class NumberOutcome(models.TextChoices):
    """How a number that was read from a document compares with the one on record."""

    AGREES = "agrees", "記録の番号と一致"
    DIFFERS = "differs", "記録の番号と相違"
    NOT_ON_RECORD = "not_on_record", "記録に番号がない"
    NOT_READ = "not_read", "番号の入力なし（市の記録で確認）"
    SEALED = "sealed", "会場で封印（市役所で照合）"


class Confirmation(models.Model):
    """A clerk saw a document; a number itself is never here (append-only)."""

    desk_return = models.ForeignKey(
        DeskReturn, verbose_name="申告", on_delete=models.PROTECT, related_name="confirmations"
    )
    what = models.CharField("確認", max_length=10, choices=Confirmed)
    means = models.CharField("書類", max_length=20, choices=Means)
    proxy_name = models.CharField("代理人", max_length=60, blank=True)
    proxy_relation = models.CharField("本人との関係", max_length=20, blank=True)
    number_outcome = models.CharField(
        "番号の照合", max_length=14, choices=NumberOutcome, blank=True
    )
    confirmed_by = models.ForeignKey(
        StaffMember, verbose_name="確認者", on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField("確認日時")

    class Meta:
        verbose_name = "本人確認"

    def __str__(self) -> str:
        return f"{self.desk_return_id} {self.what}"


class WarningAnswer(models.Model):
    """A clerk looked into a warning and says why it may stand (append-only)."""

    desk_return = models.ForeignKey(
        DeskReturn, verbose_name="申告", on_delete=models.PROTECT, related_name="answers"
    )
    finding = models.CharField("点検", max_length=60)
    """The check's key and what it is about; told anew when that changes."""
    reason = models.CharField("理由", max_length=100)
    answered_by = models.ForeignKey(
        StaffMember, verbose_name="確認者", on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField("確認日時")

    class Meta:
        verbose_name = "警告の確認"

    def __str__(self) -> str:
        return f"{self.desk_return_id} {self.finding}"


class Referral(models.Model):
    """Somebody whose return belongs elsewhere was told so; nothing of the return is kept.

    Neither name nor figure is here, only where to and why (append-only).
    """

    venue_day = models.ForeignKey(
        VenueDay, verbose_name="受付日", on_delete=models.PROTECT, related_name="referrals"
    )
    tax_year = models.IntegerField("年度")
    municipality = models.CharField("案内先の市区町村", max_length=40)
    ground = models.CharField("理由", max_length=100)
    referred_by = models.ForeignKey(
        StaffMember, verbose_name="案内者", on_delete=models.PROTECT, related_name="+"
    )
    referred_at = models.DateTimeField("案内日時")

    class Meta:
        verbose_name = "管轄外の案内"

    def __str__(self) -> str:
        return str(self.pk)
