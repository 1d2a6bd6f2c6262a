"""What an Individual Number is looked at for, and why one is tied to a person or taken off."""

from __future__ import annotations

from django.db.models import TextChoices


class NumberPurpose(TextChoices):
    """Purposes that the city's assessment of the protection of numbers names."""

    MATCHING = "matching", "名寄せ・課税資料の突合"
    NOTICE_294_3 = "notice_294_3", "住登外課税通知（地方税法294条3項）"
    DEPENDANTS = "dependants", "扶養の要件の照会"
    DECLARATION = "declaration", "申告時の番号確認"
    CORRECTION = "correction", "番号の訂正"
    DISCLOSURE = "disclosure", "本人からの開示請求"


class LinkReason(TextChoices):
    """Where a number comes from, or why it goes."""

    DECLARED = "declared", "本人の申告"
    DOCUMENT = "document", "課税資料"
    REGISTER = "register", "住民記録"
    INQUIRY = "inquiry", "本人確認情報の照会"
    MISTAKE = "mistake", "誤りの訂正"
    CHANGED = "changed", "番号の変更"
    MERGED = "merged", "宛名の統合"
