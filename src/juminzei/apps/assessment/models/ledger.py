"""The tax ledger (課税台帳): what was decided of each person and year, every version kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.assessment.models.run import AssessmentRun


class CollectionMethod(models.TextChoices):
    """How the year's tax is collected."""

    NONE = "none", "徴収なし"
    SPECIAL = "special", "給与特別徴収"
    PENSION = "pension", "公的年金特別徴収"
    ORDINARY = "ordinary", "普通徴収"
    MIXED = "mixed", "併徴"


class CollectionReason(models.TextChoices):
    """Why a part of the tax is collected as it is; a person may have one reason a part."""

    NO_TAX = "no_tax", "税額なし"
    NO_DOCUMENT = "no_document", "課税資料なし（未申告）"
    EMPLOYER = "employer", "給与支払者が特別徴収"
    PENSION_FIRST = "pension_first", "公的年金から特別徴収（初年度：6月・8月は普通徴収）"
    PENSION_CONTINUED = "pension_continued", "公的年金から特別徴収（継続）"
    PROPERTY_ONLY = "property_only", "家屋敷・事務所のみ"
    SECONDARY = "secondary", "乙欄の給与のみ"
    LEFT = "left", "退職"
    REASON_A = "reason_a", "普Ａ：事業所の受給者が２人以下"
    REASON_B = "reason_b", "普Ｂ：他の事業所で特別徴収"
    REASON_C = "reason_c", "普Ｃ：給与が少なく税額を引けない"
    REASON_D = "reason_d", "普Ｄ：給与の支払が不定期"
    REASON_E = "reason_e", "普Ｅ：事業専従者"
    REASON_F = "reason_f", "普Ｆ：退職・退職予定"
    PENSION_UNDER_65 = "pension_under_65", "4月1日に65歳未満の年金所得"
    PENSION_SMALL = "pension_small", "年金が年18万円未満"
    PENSION_UNINSURED = "pension_uninsured", "介護保険料が年金から引かれていない"
    OTHER_INCOME = "other_income", "給与・年金以外の所得"
    BY_CHOICE = "by_choice", "申告による普通徴収（給与・年金以外の所得を自分で納付）"


class RuledByKind(models.TextChoices):
    """By which kind of document incomes, deductions and family were ruled."""

    REPORTS = "reports", "支払報告書"
    INHABITANT_RETURN = "inhabitant_return", "住民税申告書"
    NATIONAL_RETURN = "national_return", "確定申告書"
    CITY_NOTICE = "city_notice", "他市町村からの通知"


REASONS = {"initial": "当初", "recalculated": "当初（計算し直し）", "reassessed": "更正"}
"""On what occasion a version was decided, for screens."""


class AssessmentVersion(models.Model):
    """One decided assessment (append-only); all money in yen.

    ``inputs`` are the consolidated columns given to the kernel (only what is not
    nought), from which, with the law of ``law_digest``, every figure can be
    calculated and explained again. ``true_from`` is when it takes effect,
    ``recorded_at`` when it was decided.
    """

    run = models.ForeignKey(AssessmentRun, on_delete=models.PROTECT, related_name="versions")
    addressee = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT)
    tax_year = models.IntegerField("年度")
    version = models.IntegerField("履歴番号")
    true_from = models.DateField("効力発生日")
    recorded_at = models.DateTimeField("決定日時")
    reason = models.CharField("事由", max_length=20)
    """``initial``, ``recalculated`` (before the run was fixed) or ``reassessed`` (更正)."""
    law_digest = models.CharField("法令の SHA-256", max_length=64)
    inputs = models.JSONField("計算の基礎")
    document_count = models.IntegerField("資料件数")
    ruled_by = models.CharField("優先した資料", max_length=20, blank=True, choices=RuledByKind)
    source_documents = models.JSONField("計算の基礎とした資料", default=list)
    """Keys of the documents that ``inputs`` were made from; their rows are never removed."""
    findings = models.JSONField("合算の確認事項", default=dict)
    """What a clerk should look at, with its figure: yen, persons or 1."""

    exempt = models.CharField("非課税の区分", max_length=24, blank=True)
    aggregate_income = models.BigIntegerField("合計所得金額")
    total_income_etc = models.BigIntegerField("総所得金額等")
    deduction_total = models.BigIntegerField("所得控除合計")
    tax_base = models.BigIntegerField("課税標準額")
    municipal_income_levy = models.BigIntegerField("市町村民税所得割")
    prefectural_income_levy = models.BigIntegerField("道府県民税所得割")
    municipal_per_capita_levy = models.BigIntegerField("市町村民税均等割")
    prefectural_per_capita_levy = models.BigIntegerField("道府県民税均等割")
    forest_environment_tax = models.BigIntegerField("森林環境税")
    total = models.BigIntegerField("年税額")

    method = models.CharField("徴収方法", max_length=10, choices=CollectionMethod)
    method_reason = models.CharField("徴収方法の理由", max_length=40)
    """Values of :class:`CollectionReason`, one a part of the tax, joined by ``+``."""
    special_amount = models.BigIntegerField("給与特別徴収税額")
    pension_amount = models.BigIntegerField("公的年金特別徴収税額")
    ordinary_amount = models.BigIntegerField("普通徴収税額")
    special_document = models.ForeignKey(
        "assessment.TaxDocument", on_delete=models.PROTECT, null=True, related_name="+"
    )
    """The wage report of the employer who withholds; names the special collector."""

    class Meta:
        verbose_name = "課税台帳"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "addressee", "version"], name="assessed_once_a_version"
            ),
            models.CheckConstraint(
                name="total_is_the_sum",
                condition=models.Q(
                    total=models.F("municipal_income_levy")
                    + models.F("prefectural_income_levy")
                    + models.F("municipal_per_capita_levy")
                    + models.F("prefectural_per_capita_levy")
                    + models.F("forest_environment_tax")
                ),
            ),
            models.CheckConstraint(
                name="collected_is_the_total",
                condition=models.Q(
                    total=models.F("special_amount")
                    + models.F("pension_amount")
                    + models.F("ordinary_amount")
                ),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["addressee", "tax_year", "version"])]

    def __str__(self) -> str:
        return f"{self.addressee_id}/{self.tax_year}/{self.version}"

    @property
    def reason_text(self) -> str:
        """On what occasion it was decided, in words."""
        return REASONS.get(self.reason, self.reason)

    @property
    def method_reason_text(self) -> str:
        """The reasons in words, for screens."""
        return "、".join(CollectionReason(part).label for part in self.method_reason.split("+"))


class Instalment(models.Model):
    """One amount that falls due on one day (期割, append-only); yen."""

    version = models.ForeignKey(
        AssessmentVersion, on_delete=models.PROTECT, related_name="instalments"
    )
    kind = models.CharField("区分", max_length=20)
    """``ordinary``, ``special``, ``pension_provisional`` or ``pension_main``."""
    term = models.IntegerField("期別")
    month = models.CharField("月", max_length=7)
    amount = models.BigIntegerField("金額")
    due_on = models.DateField("納期限")

    class Meta:
        verbose_name = "期割"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "kind", "term"], name="term_due_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id}:{self.kind}:{self.term}"
