"""How figures, days and reasons are written on pages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from juminzei.web.templatetags import words


def rendered(template: str, **context: object) -> str:
    return Template("{% load words parts %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("template", "value", "text"),
    [
        ("{{ value|yen }}", -1_200, "▲1,200"),
        ("{{ value|yen }}", None, ""),
        ("{{ value|people }}", 112_000, "112,000"),
        ("{{ value|wareki }}", date(2019, 5, 1), "令和元年5月1日"),
        ("{{ value|wareki }}", None, ""),
        ("{{ value|addressee_number }}", 14, "0000000014"),
        ("{{ value|per_thousand }}", 875, "87.5 %"),
        ("{{ value|per_thousand }}", 1_000, "100.0 %"),
        ("{{ value|tax_year }}", 2026, "令和8年度"),
        ("{{ value|month }}", "2027-01", "1月"),
        ("{{ value|reason }}", {"sentence": "一致。", "note": "確認済"}, "一致。　確認済"),
        ("{{ value|reason }}", {"stage": "queue"}, ""),
        ("{{ value|reason }}", None, ""),
    ],
)
def test_values_are_written_for_clerks(template: str, value: object, text: str) -> None:
    assert rendered(template, value=value) == text


def test_a_moment_is_written_in_japans_time() -> None:
    # 15:30 on 31 December in Greenwich is half past midnight on New Year's Day in Japan
    assert words.moment(datetime(2025, 12, 31, 15, 30, tzinfo=UTC)) == "令和8年1月1日 00:30"


@pytest.mark.parametrize(
    ("done", "total", "percent"), [(0, 4, 0), (1, 3, 33), (2, 3, 66), (4, 4, 100), (0, 0, 0)]
)
def test_a_share_is_rounded_down_so_that_all_means_all(done: int, total: int, percent: int) -> None:
    assert words.share(done, total) == percent


def test_parts_escape_what_they_are_given() -> None:
    page = rendered('{% panel title %}<p>x</p>{% endpanel %}{% chip title "danger" %}', title="<i>")
    assert "<i>" not in page
    assert page.count("&lt;i&gt;") == 2
    assert "<p>x</p>" in page
