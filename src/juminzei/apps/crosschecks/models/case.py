"""Runs of the checks, what they found, and what was done about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class CaseState(models.TextChoices):
    """How far a case has come."""

    OPEN = "open", "未着手"
    BEGUN = "begun", "着手済"
    UNCLEAR = "unclear", "要確認"
    DONE = "done", "完了"
    NOT_SO = "not_so", "対象外"
    GONE = "gone", "消滅"


WORKED_ON = (CaseState.OPEN, CaseState.BEGUN, CaseState.UNCLEAR)
"""What still waits for somebody."""


class CaseResult(models.TextChoices):
    """What came of a case that is done."""

    NONE = "", "―"
    DENIED = "denied", "扶養等を否認"
    CORRECTED = "corrected", "資料を修正"
    ASKED = "asked", "照会・連絡"
    CONFIRMED = "confirmed", "確認のうえ資料どおり"
    REGISTERED = "registered", "登録を修正"


class CheckRun(models.Model):
    """One run of all checks over the whole city (append-only)."""

    tax_year = models.IntegerField("年度")
    rules_digest = models.CharField("規則の SHA-256", max_length=64)
    run_at = models.DateTimeField("実行日時")
    run_by = models.ForeignKey(
        StaffMember, verbose_name="実行者", on_delete=models.PROTECT, related_name="+"
    )
    job = models.OneToOneField("jobs.Job", on_delete=models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField("終了日時", null=True)
    """None of a run that is going on, or was stopped and goes on when it is started again."""
    found = models.IntegerField("該当")
    new = models.IntegerField("新規")
    gone = models.IntegerField("消滅")

    class Meta:
        verbose_name = "チェックの実行"

    def __str__(self) -> str:
        return f"{self.tax_year} {self.pk}"


class Case(models.Model):
    """What one check found of one person, pair or document; its history is beside it."""

    tax_year = models.IntegerField("年度")
    check_id = models.CharField("チェック", max_length=40)
    subject = models.CharField("対象の鍵", max_length=60)
    """What makes the finding the same again: keys of persons and documents."""
    addressee = models.ForeignKey(
        "addressees.Addressee",
        verbose_name="宛名番号",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    other = models.ForeignKey(
        "addressees.Addressee",
        verbose_name="相手の宛名番号",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    document = models.ForeignKey(
        "assessment.TaxDocument",
        verbose_name="資料",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    relative = models.ForeignKey(
        "assessment.StatedRelative",
        verbose_name="記載の親族",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    reason = models.CharField("理由", max_length=300)
    state = models.CharField("状態", max_length=8, choices=CaseState, default=CaseState.OPEN)
    result = models.CharField("結果", max_length=10, choices=CaseResult, blank=True)
    found_at = models.DateTimeField("発見日時")
    last_run = models.ForeignKey(CheckRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "チェックの該当"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tax_year", "check_id", "subject"], name="finding_kept_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["tax_year", "state", "check_id"], name="case_by_check"),
            models.Index(fields=["addressee", "tax_year"], name="case_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.check_id} {self.pk}"


class CaseEvent(models.Model):
    """One step of a case (append-only): found, worked on, gone, found again."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    state = models.CharField("状態", max_length=8, choices=CaseState)
    result = models.CharField("結果", max_length=10, choices=CaseResult, blank=True)
    note = models.CharField("記事", max_length=200, blank=True)
    entered_at = models.DateTimeField("日時")
    entered_by = models.ForeignKey(
        StaffMember, verbose_name="担当", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "チェックの処理"

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"


class LetterKind(models.TextChoices):
    """To whom a letter about a case goes."""

    TAXPAYER = "taxpayer", "納税者への照会"
    DENIAL = "denial", "納税者への扶養否認のお知らせ"
    EMPLOYER = "employer", "給与支払者への連絡"
    CITY = "city", "他市町村への扶養照会"


class CaseLetter(models.Model):
    """A letter that was made from a case (append-only)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField("種類", max_length=8, choices=LetterKind)
    person = models.ForeignKey(
        "addressees.Addressee",
        verbose_name="対象者",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    """None of a letter about an employer's reports as a whole."""
    document = models.ForeignKey(
        "assessment.TaxDocument",
        verbose_name="資料",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    """Of an employer's letter: whose report it is about."""
    municipality = models.CharField("照会先の市区町村コード", max_length=6, blank=True)
    """Of an inquiry to another city: which one, with what it is called."""
    city_name = models.CharField("照会先の市区町村", max_length=40, blank=True)
    reply_by = models.DateField("回答期限")
    made_at = models.DateTimeField("作成日時")
    made_by = models.ForeignKey(
        StaffMember, verbose_name="作成者", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "チェックの文書"

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"
