"""Sets of scanned pages, and what became of them."""

from __future__ import annotations

from django.db import models

from juminzei.apps.images.models.image_key import ImageKey
from juminzei.platform.staff.models import StaffMember


class ImageSet(models.Model):
    """The pages of one document, in a sealed file of their own (append-only)."""

    about = models.CharField("何の画像か", max_length=30)
    pages = models.PositiveSmallIntegerField("ページ数")
    digest = models.CharField("鍵付きダイジェスト", max_length=64)
    size_bytes = models.BigIntegerField("大きさ")
    key = models.ForeignKey(
        ImageKey, verbose_name="鍵", on_delete=models.PROTECT, related_name="sets"
    )
    stored_at = models.DateTimeField("保存日時")
    stored_by = models.ForeignKey(
        StaffMember, verbose_name="保存者", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "課税資料イメージ"

    def __str__(self) -> str:
        return f"{self.pk} {self.about}"


class ImageErasure(models.Model):
    """A set whose pages are no more (append-only)."""

    image_set = models.OneToOneField(
        ImageSet, verbose_name="画像", on_delete=models.PROTECT, related_name="erasure"
    )
    ground = models.CharField("根拠", max_length=60)
    erased_at = models.DateTimeField("消去日時")
    erased_by = models.ForeignKey(
        StaffMember, verbose_name="消去者", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "課税資料イメージの消去"

    def __str__(self) -> str:
        return str(self.pk)
