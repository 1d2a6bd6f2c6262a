"""Names by which an addressee is found besides the present one."""

from __future__ import annotations

from django.db import models

from juminzei.apps.addressees.models.addressee import Addressee


class NameSource(models.TextChoices):
    """What kind of other name it is."""

    FORMER = "former", "旧氏名"
    ALIAS = "alias", "通称"
    FORMER_SURNAME = "former_surname", "旧氏"
    LATIN = "latin", "英字氏名"


class OtherName(models.Model):
    """A former name, alias, former surname or name in Latin letters, with its search keys.

    Made from the versions whenever one is appended; the versions are what counts.
    """

    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="other_names")
    source = models.CharField("区分", max_length=14, choices=NameSource)
    name = models.CharField("氏名", max_length=182)
    name_key = models.CharField("氏名検索キー", max_length=182, db_index=True)
    kana_key = models.CharField("カナ検索キー", max_length=120, db_index=True)

    class Meta:
        verbose_name = "別の氏名"

    def __str__(self) -> str:
        return f"{self.addressee_id} {self.source}"
