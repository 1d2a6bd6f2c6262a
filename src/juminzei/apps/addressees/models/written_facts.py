"""What is written of an addressee, in a version as in the proposal of one."""

from __future__ import annotations

from django.db import models


class WrittenFacts(models.Model):
    """Name, birth and address as somebody wrote them; a body is born when it was founded.

    A day of which not all is known (年月日不詳, 昭和20年頃, 1月31日 in a calendar that had
    none) is kept twice: as it was written, and as the day to sort by.
    """

    name = models.CharField("氏名", max_length=120)
    kana = models.CharField("フリガナ", max_length=120)
    alias_name = models.CharField("通称", max_length=120, blank=True)
    former_surname = models.CharField("旧氏", max_length=60, blank=True)
    latin_name = models.CharField("英字氏名", max_length=120, blank=True)
    birth_on = models.DateField("生年月日（並べ替え用）", null=True)
    birth_text = models.CharField("生年月日（表示）", max_length=40)
    sex = models.CharField("性別", max_length=1, blank=True)
    municipality = models.CharField("市町村コード", max_length=6, blank=True)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    address = models.CharField("住所", max_length=200)
    true_from = models.DateField("異動日")
    true_from_text = models.CharField("異動日（表示）", max_length=40, blank=True)
    """As written, where not all of the day is known."""
    reported_on = models.DateField("届出日", null=True)

    class Meta:
        abstract = True


class BodyFacts(models.Model):
    """What is written of a corporation, or of one of its offices, besides name and address."""

    corporate_number = models.CharField("法人番号", max_length=13, blank=True, db_index=True)
    representative = models.CharField("代表者", max_length=120, blank=True)
    collector_number = models.CharField("指定番号", max_length=20, blank=True, db_index=True)
    head_office = models.ForeignKey(
        "addressees.Addressee", on_delete=models.PROTECT, null=True, related_name="+"
    )
    """The corporation of which this is an office (本支店); None for the head office itself."""

    class Meta:
        abstract = True
