"""Searching by the beginning of a key reads the index, not the table, on both engines."""

from __future__ import annotations

import pytest
from django.db import connection

from juminzei.apps.addressees.models import Addressee
from juminzei.platform.storage.prefix import ByCodePoint
from support.page_rows import person

pytestmark = pytest.mark.django_db


def test_the_plan_names_the_index() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET enable_seqscan = off")  # five rows are read faster without one
    plan = Addressee.objects.filter(kana_key__begins_with="ヤマ").explain()
    assert "kana_key" in plan
    assert "SCAN addressees" not in plan
    assert "Seq Scan" not in plan


def test_the_end_of_the_code_points_is_inside() -> None:
    person(1, "山\U0010fffd", "ヤマ")
    person(2, "山", "ヤマ")
    person(3, "川", "カワ")
    found = Addressee.objects.filter(name_key__begins_with="山").values_list("number", flat=True)
    assert len(found) == 2


def test_order_is_by_code_point_whatever_the_language_of_the_server() -> None:
    for body, key in enumerate(["b", "B", "ア", "a", "ｱ"], start=1):
        made = person(body, "x", "x")
        Addressee.objects.filter(pk=made.pk).update(kana_key=key)
    keys = Addressee.objects.order_by(ByCodePoint("kana_key")).values_list("kana_key", flat=True)
    assert list(keys) == ["B", "a", "b", "ア", "ｱ"]
