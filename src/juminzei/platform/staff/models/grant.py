"""Roles that staff hold, and roles that are asked for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models.member import StaffMember


class RoleGrant(models.Model):
    """A role that a staff member holds from one day through another."""

    staff_member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField("役割", max_length=40)
    valid_from = models.DateField("開始日")
    valid_until = models.DateField("終了日", null=True, blank=True)
    lapses_at = models.DateTimeField("失効日時", null=True, blank=True)
    """The moment of the last day from which on it is over; without it, midnight."""

    class Meta:
        verbose_name = "役割付与"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["staff_member", "role", "valid_from"], name="role_granted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_member_id} {self.role}"


class GrantRequest(models.Model):
    """A sensitive role that one person asks for and another decides about."""

    staff_member = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="grant_requests"
    )
    role = models.CharField("役割", max_length=40)
    valid_from = models.DateField("開始日")
    valid_until = models.DateField("終了日", null=True, blank=True)
    lapses_at = models.DateTimeField("失効日時", null=True, blank=True)
    requested_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("申請日時")
    decided_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField("決定日時", null=True, blank=True)
    approved = models.BooleanField("承認", null=True, blank=True)

    class Meta:
        verbose_name = "役割の申請"

    def __str__(self) -> str:
        return f"{self.staff_member_id} {self.role}"


class Training(models.Model):
    """That somebody was trained, and until when it counts; a role is void without it."""

    staff_member = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="trainings"
    )
    completed_on = models.DateField("修了日")
    valid_until = models.DateField("有効期限")
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("記録日時")

    class Meta:
        verbose_name = "研修"

    def __str__(self) -> str:
        return f"{self.staff_member_id} {self.valid_until:%Y-%m-%d}"
