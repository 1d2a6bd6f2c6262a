"""Personnel changes (人事異動) as the personnel section hands them over."""

from __future__ import annotations

from django.db import models

from juminzei.platform.staff.models.member import StaffMember


class PersonnelFile(models.Model):
    """A file of changes that was taken in; the same content is never taken in twice."""

    name = models.CharField("ファイル名", max_length=120)
    digest = models.CharField("SHA-256", max_length=64, unique=True)
    changes = models.IntegerField("件数")
    taken_in_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    taken_in_at = models.DateTimeField("取込日時")

    class Meta:
        verbose_name = "人事異動ファイル"

    def __str__(self) -> str:
        return self.name


class DepartmentChange(models.Model):
    """A department that somebody belongs to from a day on; what is due is put into effect."""

    staff_member = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="department_changes"
    )
    department = models.CharField("所属", max_length=60)
    effective_on = models.DateField("発効日", db_index=True)
    in_effect = models.BooleanField("反映済", default=False)

    class Meta:
        verbose_name = "所属の変更"

    def __str__(self) -> str:
        return f"{self.staff_member_id} {self.department}"
