"""What staff prove themselves with, besides the password in force."""

from __future__ import annotations

from django.db import models

from juminzei.platform.staff.models.member import StaffMember


class PastPassword(models.Model):
    """A password of somebody's, in force or not, as the Argon2 digest of its skeleton.

    The skeleton is what is left when digits, signs, width and case are taken away, so that
    a password that one counts up is known again.
    """

    staff_member = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="past_passwords"
    )
    skeleton = models.CharField("骨格", max_length=128)
    set_at = models.DateTimeField("設定日時")

    class Meta:
        verbose_name = "過去のパスワード"

    def __str__(self) -> str:
        return f"{self.staff_member_id} {self.set_at:%Y-%m-%d}"


class TotpFactor(models.Model):
    """A member's one-time-password app (RFC 6238); its secret is sealed."""

    staff_member = models.OneToOneField(
        StaffMember, on_delete=models.PROTECT, related_name="totp_factor"
    )
    sealed_secret = models.BinaryField("秘密")
    confirmed_at = models.DateTimeField("登録日時", null=True, blank=True)
    last_step = models.BigIntegerField("最後に使った時間枠", default=0)
    """A code counts once: only steps after this one are taken."""

    class Meta:
        verbose_name = "ワンタイムパスワード"

    def __str__(self) -> str:
        return str(self.staff_member_id)


class Activation(models.Model):
    """Leave to set a password and a second factor anew, from two administrators.

    Each of them hands one half of a code to the person; nobody else ever has both.
    """

    staff_member = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="activations"
    )
    requested_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("申請日時")
    first_half = models.CharField("前半のSHA-256", max_length=64)
    approved_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField("承認日時", null=True, blank=True)
    second_half = models.CharField("後半のSHA-256", max_length=64, default="")
    used_at = models.DateTimeField("使用日時", null=True, blank=True)
    ends_at = models.DateTimeField("期限")

    class Meta:
        verbose_name = "利用開始の許可"

    def __str__(self) -> str:
        return str(self.staff_member_id)
