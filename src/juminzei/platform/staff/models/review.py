"""The quarterly look at who still needs their number (職員番号の棚卸し)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models.member import StaffMember


class Review(models.Model):
    """One quarter's look at everybody; who is not decided about by the deadline is suspended."""

    quarter = models.CharField("四半期", max_length=6, unique=True)
    opened_on = models.DateField("開始日")
    deadline = models.DateField("期限")

    class Meta:
        verbose_name = "職員番号の棚卸し"

    def __str__(self) -> str:
        return self.quarter


class ReviewItem(models.Model):
    """One member in a review: to be kept, to be removed, or nobody said."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="items")
    staff_member = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="review_items"
    )
    kept = models.BooleanField("継続", null=True, blank=True)
    decided_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField("決定日時", null=True, blank=True)

    class Meta:
        verbose_name = "棚卸しの対象"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "staff_member"], name="reviewed_once")
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.staff_member_id}"
