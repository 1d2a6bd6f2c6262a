"""What images are printed for."""

from __future__ import annotations

from django.db.models import TextChoices


class PrintPurpose(TextChoices):
    """利用目的."""

    CHECK = "check", "課税内容の確認"
    EXPLAIN = "explain", "本人への説明"
    INQUIRE = "inquire", "税務署・支払者への照会"
    FORWARD = "forward", "他市町村への回送"
    INSPECT = "inspect", "点検・監査"
