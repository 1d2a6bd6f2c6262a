"""Tax documents (課税資料): one row per report, what it says of the person and the money."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.documents.channel import Channel, Source

ERASED = "（回送により消去）"
"""What stands in the place of the name of a document that was sent on and erased here."""


class DocumentKind(models.TextChoices):
    """What kind of document it is."""

    WAGE = "wage_report", "給与支払報告書"
    PENSION = "pension_report", "公的年金等支払報告書"
    NATIONAL_RETURN = "national_return", "確定申告書"
    INHABITANT_RETURN = "inhabitant_return", "住民税申告書"
    ONE_STOP = "one_stop", "申告特例通知書"
    CITY_NOTICE = "city_notice", "他市町村からの通知"
    OTHER = "other", "その他の資料"


class Submission(models.TextChoices):
    """提出区分: what the sender says the row is."""

    NEW = "0", "新規"
    ADDED = "1", "追加"
    CORRECTED = "2", "訂正"
    CANCELLED = "3", "取消"


class DocumentState(models.TextChoices):
    """Whether the document counts."""

    ACTIVE = "active", "有効"
    REPLACED = "replaced", "訂正により差替え"
    CANCELLED = "cancelled", "取消"
    FORWARDED = "forwarded", "他市町村へ回送"


class MatchState(models.TextChoices):
    """How far the question whose document it is has come."""

    WAITING = "waiting", "未照合"
    NUMBER = "number", "個人番号で特定"
    EXACT = "exact", "完全一致で特定"
    SCORED = "scored", "類似度で特定"
    QUEUE = "queue", "職員の確認待ち"
    CLERK = "clerk", "職員が特定"
    NOT_OURS = "not_ours", "対象者でない"
    HELD = "held", "保留"


class TaxDocument(models.Model):
    """One received document; Individual Numbers in it lie in the vault under its key."""

    tax_year = models.IntegerField("年度")
    kind = models.CharField("種類", max_length=20, choices=DocumentKind)
    document_number = models.IntegerField("資料番号")
    """Unique within the year, without a gap within what was taken in together."""
    channel = models.CharField("入手方法", max_length=12, choices=Channel)
    source = models.CharField("入手元", max_length=13, choices=Source)
    received_file = models.ForeignKey("documents.ReceivedFile", on_delete=models.PROTECT, null=True)
    """None of what came in no file: it was taken down at the desk, or entered from paper."""
    row_number = models.IntegerField("行番号")
    """In the received file; 0 of what came in none."""
    reference = models.CharField("受入元の鍵", max_length=64, blank=True)
    """The key that the application handing the document over knows it by."""
    filed_on = models.DateField("提出日", null=True)
    box = models.CharField("保管箱", max_length=20, blank=True)
    image_set = models.ForeignKey("images.ImageSet", on_delete=models.PROTECT, null=True)
    submission = models.CharField("提出区分", max_length=1, choices=Submission)
    state = models.CharField("状態", max_length=10, choices=DocumentState)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True)
    content_key = models.CharField("内容の鍵", max_length=64)
    """Hash of what the row says, numbers left out: the same row in another file is the same."""
    slip_key = models.CharField("差替えの鍵", max_length=64)
    """Hash of payer, recipient reference and person: what a correction or cancellation names."""

    payer_number = models.CharField("法人番号", max_length=13, blank=True)
    collector_number = models.CharField("指定番号", max_length=12, blank=True)
    payer_name = models.CharField("支払者", max_length=120)
    payer_address = models.CharField("支払者所在地", max_length=200, blank=True)
    recipient_reference = models.CharField("受給者番号", max_length=25, blank=True)

    name = models.CharField("氏名", max_length=120)
    kana = models.CharField("フリガナ", max_length=120)
    birth_on = models.DateField("生年月日", null=True)
    address = models.CharField("住所", max_length=200)
    municipality = models.CharField("提出先", max_length=6)

    has_number = models.BooleanField("個人番号の記載", default=False)
    """A number was written (right or wrong); the number itself is in the vault."""
    number_valid = models.BooleanField("検査用数字の一致", default=False)
    """The check digit of that number is right."""
    match_state = models.CharField("特定状況", max_length=10, choices=MatchState)
    addressee = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = "課税資料"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["received_file", "row_number"], name="row_taken_once"),
            models.UniqueConstraint(fields=["tax_year", "content_key"], name="content_taken_once"),
            models.UniqueConstraint(
                fields=["tax_year", "document_number"], name="document_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "reference"],
                condition=~models.Q(reference=""),
                name="reference_handed_over_once",
            ),
            models.CheckConstraint(
                name="document_came_somehow", condition=models.Q(channel__in=Channel.values)
            ),
            models.CheckConstraint(
                name="document_came_from_somebody", condition=models.Q(source__in=Source.values)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tax_year", "match_state"]),
            models.Index(fields=["addressee", "tax_year"]),
            # a plain index: the pattern index that db_index adds would be as large again
            models.Index(fields=["slip_key"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def amount(self) -> int | None:
        """What the payer paid, of a report; none of other kinds. Yen."""
        figures = getattr(self, "wage", None) or getattr(self, "pension", None)
        return None if figures is None else int(figures.revenue)


class WageFigures(models.Model):
    """What a wage report (315) says in figures; yen unless said otherwise, counts in persons."""

    document = models.OneToOneField(
        TaxDocument, on_delete=models.PROTECT, primary_key=True, related_name="wage"
    )
    revenue = models.BigIntegerField("支払金額")
    income_stated = models.BigIntegerField("給与所得控除後の金額")
    deduction_total_stated = models.BigIntegerField("所得控除の額の合計額")
    withheld_income_tax = models.BigIntegerField("源泉徴収税額")
    social_insurance = models.BigIntegerField("社会保険料等の金額")
    small_enterprise_mutual_aid = models.BigIntegerField("内小規模企業共済等掛金")
    life_deduction_stated = models.BigIntegerField("生命保険料の控除額")
    earthquake_deduction_stated = models.BigIntegerField("地震保険料の控除額")
    life_general_new = models.BigIntegerField("新生命保険料")
    life_general_old = models.BigIntegerField("旧生命保険料")
    life_nursing = models.BigIntegerField("介護医療保険料")
    life_pension_new = models.BigIntegerField("新個人年金保険料")
    life_pension_old = models.BigIntegerField("旧個人年金保険料")
    old_long_term_insurance = models.BigIntegerField("旧長期損害保険料")
    housing_loan_stated = models.BigIntegerField("住宅借入金等特別控除の額")
    housing_loan_available = models.BigIntegerField("住宅借入金等特別控除可能額")
    housing_move_in_on = models.DateField("居住開始年月日", null=True)
    housing_kind = models.CharField("住宅借入金等特別控除区分", max_length=2, blank=True)
    spouse_status = models.CharField("控除対象配偶者の有無等", max_length=1, blank=True)
    spouse_elderly = models.BooleanField("老人控除対象配偶者")
    spouse_income = models.BigIntegerField("配偶者の合計所得")
    spouse_deduction_stated = models.BigIntegerField("配偶者（特別）控除の額")
    dependants_specified = models.IntegerField("特定扶養親族")
    dependants_elderly = models.IntegerField("老人扶養親族")
    dependants_elderly_cohabiting = models.IntegerField("内同居老親等")
    dependants_other = models.IntegerField("その他の扶養親族")
    dependants_under16 = models.IntegerField("16歳未満扶養親族")
    disabled_special = models.IntegerField("特別障害者")
    disabled_special_cohabiting = models.IntegerField("内同居特別障害者")
    disabled_other = models.IntegerField("その他の障害者")
    nonresident_relatives = models.IntegerField("非居住者である親族")
    self_disability = models.CharField("本人の障害", max_length=8, default="none")
    widow = models.BooleanField("寡婦")
    single_parent = models.BooleanField("ひとり親")
    working_student = models.BooleanField("勤労学生")
    minor = models.BooleanField("未成年者")
    secondary = models.BooleanField("乙欄")
    left_on = models.DateField("退職年月日", null=True)
    joined_on = models.DateField("就職年月日", null=True)
    previous_revenue = models.BigIntegerField("他の支払者の給与等")
    previous_social_insurance = models.BigIntegerField("他の支払者の社会保険料")
    previous_payer_name = models.CharField("他の支払者", max_length=120, blank=True)
    ordinary_collection = models.BooleanField("普通徴収")
    ordinary_reason = models.CharField("普通徴収切替理由", max_length=1, blank=True)
    family_employee = models.BooleanField("青色専従者")
    note = models.CharField("摘要", max_length=300, blank=True)

    class Meta:
        verbose_name = "給与支払報告書の金額"

    def __str__(self) -> str:
        return f"{self.document_id}"


class PensionFigures(models.Model):
    """What a pension report (331) says in figures; yen unless said otherwise."""

    document = models.OneToOneField(
        TaxDocument, on_delete=models.PROTECT, primary_key=True, related_name="pension"
    )
    revenue = models.BigIntegerField("支払金額")
    withheld_income_tax = models.BigIntegerField("源泉徴収税額")
    social_insurance = models.BigIntegerField("社会保険料の金額")
    spouse_status = models.CharField("控除対象配偶者の有無等", max_length=1, blank=True)
    dependants_specified = models.IntegerField("特定扶養親族")
    dependants_elderly = models.IntegerField("老人扶養親族")
    dependants_other = models.IntegerField("その他の扶養親族")
    dependants_under16 = models.IntegerField("16歳未満扶養親族")
    disabled_special = models.IntegerField("特別障害者")
    disabled_special_cohabiting = models.IntegerField("内同居特別障害者")
    disabled_other = models.IntegerField("その他の障害者")
    nonresident_relatives = models.IntegerField("非居住者である親族")
    self_disability = models.CharField("本人の障害", max_length=8, default="none")
    widow = models.BooleanField("寡婦")
    single_parent = models.BooleanField("ひとり親")
    note = models.CharField("摘要", max_length=300, blank=True)

    class Meta:
        verbose_name = "公的年金等支払報告書の金額"

    def __str__(self) -> str:
        return f"{self.document_id}"


class QuarantinedRow(models.Model):
    """A row that could not be taken: where, what, what to do; numbers in it are blanked out."""

    received_file = models.ForeignKey("documents.ReceivedFile", on_delete=models.PROTECT)
    row_number = models.IntegerField("行番号")
    tax_year = models.IntegerField("年度", null=True)
    """Of the file; none of rows that were set aside before it was kept."""
    channel = models.CharField("入手方法", max_length=12, choices=Channel, blank=True)
    findings = models.JSONField("内容")
    raw = models.TextField("行（番号は伏字）")
    resolved = models.BooleanField("処理済", default=False)

    class Meta:
        verbose_name = "取込保留行"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["received_file", "row_number"], name="row_held_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["received_file"],
                condition=models.Q(resolved=False),
                name="quarantined_row_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.received_file_id}:{self.row_number}"
