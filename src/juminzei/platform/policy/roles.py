"""The roles that staff, commands and other systems hold."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """What a staff member is answerable for."""

    TAX_CLERK = "tax_clerk", "課税担当"
    TAX_SUPERVISOR = "tax_supervisor", "課税係長"
    COLLECTION_CLERK = "collection_clerk", "収納担当"
    PRIVACY_OFFICER = "privacy_officer", "個人情報保護責任者"
    AUDITOR = "auditor", "監査担当"
    ADMINISTRATOR = "administrator", "システム管理者"
    BATCH = "batch", "一括処理"
    CLIENT = "client", "接続先システム"
