"""Security keys (passkeys, USB keys, IC cards) as second factor."""

from __future__ import annotations

from django.db import models

from juminzei.platform.staff.models.member import StaffMember


class SecurityKey(models.Model):
    """One FIDO2 authenticator of a member's; what is kept of it is public.

    A removed one stays as a row, so that its use before can be explained.
    """

    staff_member = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="security_keys"
    )
    name = models.CharField("名称", max_length=40)
    credential_id = models.CharField("認証情報の番号", max_length=1400, unique=True)
    """At most 1,023 bytes, in base64url."""
    credential = models.BinaryField("公開鍵")
    """AAGUID, number and public key (COSE), as the authenticator attested them."""
    sign_count = models.BigIntegerField("署名の回数")
    registered_at = models.DateTimeField("登録日時")
    last_used_at = models.DateTimeField("最後に使った日時", null=True, blank=True)
    suspected_at = models.DateTimeField("複製の疑いの日時", null=True, blank=True)
    """Its count went back: there may be two of it, and neither is taken any more."""
    removed_at = models.DateTimeField("削除日時", null=True, blank=True)

    class Meta:
        verbose_name = "セキュリティキー"

    def __str__(self) -> str:
        return f"{self.staff_member_id} {self.pk}"
