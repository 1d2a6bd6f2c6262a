"""Staff members (職員), and by which numbers they are told apart."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from juminzei.platform.policy.circumstances import UNKNOWN, Circumstances


class Employment(models.TextChoices):
    """How somebody is employed; all but permanent staff have a last day from the start."""

    PERMANENT = "permanent", "常勤"
    TEMPORARY = "temporary", "会計年度任用"
    CONTRACTOR = "contractor", "委託先"


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
    lapses_at = models.DateTimeField("失効日時", null=True, blank=True)
    """The moment of the last day from which on it is over; without it, midnight."""
    is_active = models.BooleanField("有効", default=True)
    failed_sign_ins = models.IntegerField("続いた失敗", default=0)
    rests_until = models.DateTimeField("休止の終わり", null=True, blank=True)
    """After too many wrong passwords nobody comes in under this number before then."""
    employment = models.CharField(
        "任用", max_length=12, choices=Employment, default=Employment.PERMANENT
    )
    password_set_at = models.DateTimeField("パスワードの設定日時", null=True, blank=True)
    session_mark = models.CharField("使用中のセッション", max_length=64, default="")
    """SHA-256 of the identifier of the one session that counts."""
    acknowledged_on = models.DateField("記録の周知を確認した日", null=True, blank=True)

    circumstances: Circumstances = UNKNOWN
    """From where and when this member acts just now, where somebody knows; not a column."""

    objects = StaffMemberManager()

    USERNAME_FIELD = "staff_number"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "職員"

    def __str__(self) -> str:
        return f"{self.staff_number} {self.name}"
