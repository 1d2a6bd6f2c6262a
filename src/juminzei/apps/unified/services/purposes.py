"""What somebody is looked up for (利用目的)."""

from __future__ import annotations

from django.db.models import TextChoices


class Purpose(TextChoices):
    """Purposes of the city's assessment for which systems' numbers are brought together."""

    MATCHING = "matching", "名寄せ・課税資料の突合"
    NUMBERING = "numbering", "付番・紐付け"
    INQUIRY = "inquiry", "他団体への情報照会"
    PROVISION = "provision", "情報提供の準備"
    CORRECTION = "correction", "誤りの訂正"
    DISCLOSURE = "disclosure", "本人からの開示請求"
