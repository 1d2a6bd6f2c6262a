"""Why numbers are brought together, taken apart, or left apart."""

from __future__ import annotations

from django.db import models


class Act(models.TextChoices):
    """What is proposed."""

    MERGE = "merge", "統合"
    SEPARATION = "separation", "分離"


class MergeReason(models.TextChoices):
    """How one person came to have two numbers."""

    BECAME_RESIDENT = "became_resident", "住登外者が住民になった"
    RETURNED = "returned", "再転入で新しい番号になった"
    ENTERED_TWICE = "entered_twice", "二重に登録した"
    SAME_CORPORATION = "same_corporation", "同じ法人の二重登録"


class SeparationReason(models.TextChoices):
    """Why two numbers were not one person's after all."""

    OTHER_PERSON = "other_person", "別の人と分かった"
    WRONG_NUMBERS = "wrong_numbers", "番号を取り違えて統合した"
    PREMATURE = "premature", "確認が足りなかった"


class DismissalReason(models.TextChoices):
    """Why two alike are left apart."""

    RELATIVE = "relative", "家族・同居の別人"
    NAMESAKE = "namesake", "同姓同名の別人"
    ASKED = "asked", "本人に確認して別人"
    OTHER_OFFICE = "other_office", "法人の別の事業所として登録"
