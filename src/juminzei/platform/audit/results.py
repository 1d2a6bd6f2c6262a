"""How an act ended."""

from __future__ import annotations

from django.db.models import TextChoices


class Result(TextChoices):
    """What became of what somebody wanted to do."""

    DONE = "done", "実施"
    REFUSED = "refused", "拒否"
    FAILED = "failed", "失敗"
