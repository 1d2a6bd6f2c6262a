"""Staff members (職員) and the roles they hold."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class StaffMemberManager(BaseUserManager["StaffMember"]):
    """Finds staff by their staff number."""


class StaffMember(AbstractBaseUser):
    """One person who works for the city; one person, one number, never shared.

    ``valid_until`` is the last day on which the member may act.
    """

    staff_number = models.CharField("職員番号", max_length=12, unique=True)
    name = models.CharField("氏名", max_length=60)
    department = models.CharField("所属", max_length=60)
    valid_from = models.DateField("有効開始日")
    valid_until = models.DateField("有効終了日", null=True, blank=True)
    is_active = models.BooleanField("有効", default=True)
    failed_sign_ins = models.IntegerField("続いた失敗", default=0)
    rests_until = models.DateTimeField("休止の終わり", null=True, blank=True)
    """After too many wrong passwords nobody comes in under this number before then."""

    objects = StaffMemberManager()

    USERNAME_FIELD = "staff_number"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "職員"

    def __str__(self) -> str:
        return f"{self.staff_number} {self.name}"


class RoleGrant(models.Model):
    """A role that a staff member holds from one day through another."""

    staff_member = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField("役割", max_length=40)
    valid_from = models.DateField("開始日")
    valid_until = models.DateField("終了日", null=True, blank=True)

    class Meta:
        verbose_name = "役割付与"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["staff_member", "role", "valid_from"], name="role_granted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_member_id} {self.role}"


class ApiKey(models.Model):
    """A key with which another system calls the interface in the name of its client.

    The key itself is told once and not kept: ``digest`` is its SHA-256, and ``public_part``
    the part of it that finds the row.
    """

    client = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="api_keys")
    public_part = models.CharField("公開部分", max_length=12, unique=True)
    digest = models.CharField("SHA-256", max_length=64)
    created_at = models.DateTimeField("発行日時")
    revoked_at = models.DateTimeField("失効日時", null=True, blank=True)

    class Meta:
        verbose_name = "接続キー"

    def __str__(self) -> str:
        return f"{self.client_id} {self.public_part}"


class ApiUse(models.Model):
    """How much a caller of the interface asked for in one minute; old minutes are taken out."""

    caller = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="api_uses")
    minute = models.DateTimeField("分")
    calls = models.IntegerField("回数", default=0)
    people = models.IntegerField("人数", default=0)

    class Meta:
        verbose_name = "接続の利用量"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["caller", "minute"], name="api_minute_once")
        ]

    def __str__(self) -> str:
        return f"{self.caller_id} {self.minute:%H:%M} {self.calls}"
