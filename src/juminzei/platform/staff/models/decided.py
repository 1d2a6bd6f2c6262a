"""What one person asks and another decides: the columns that all such records share."""

from __future__ import annotations

from django.db import models

from juminzei.platform.staff.models.member import StaffMember


class Asked(models.Model):
    """Somebody asks for something; such records are append-only."""

    asked_by = models.ForeignKey(
        StaffMember, verbose_name="申請者", on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("申請日時")

    class Meta:
        abstract = True


class Decided(models.Model):
    """Another person's word on it; such records are append-only, one at most for a request."""

    granted = models.BooleanField("承認")
    decided_by = models.ForeignKey(
        StaffMember, verbose_name="決定者", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("決定日時")

    class Meta:
        abstract = True
