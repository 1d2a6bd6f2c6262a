"""How a document came, and from whom: nothing is taken in without both (評価書 Ⅱ-3)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class Channel(models.TextChoices):
    """入手方法. E-mail and flash memory are no channels: they cannot be chosen."""

    PAPER = "paper", "紙"
    MEDIUM = "medium", "電子記録媒体（フラッシュメモリを除く）"
    INTERNAL = "internal", "庁内連携"
    NETWORK = "network", "情報提供ネットワークシステム"
    ELTAX = "eltax", "eLTAX"
    NATIONAL_TAX = "national_tax", "国税連携"
    DESK = "desk", "窓口"


class Source(models.TextChoices):
    """入手元."""

    PERSON = "person", "本人"
    PROXY = "proxy", "代理人"
    DEPARTMENT = "department", "庁内の他部署"
    AGENCY = "agency", "行政機関等"
    MUNICIPALITY = "municipality", "他の市区町村"
    EMPLOYER = "employer", "給与支払者"
    PENSION_PAYER = "pension_payer", "年金支払者"


@dataclass(frozen=True, slots=True)
class Way:
    """How and from whom something came, and its entry in the delivery register (受領簿)."""

    channel: Channel
    source: Source | None = None
    delivery: int | None = None
