"""The lists of cases and of relatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from juminzei.apps.crosschecks.check_rules import SEVERITIES, checks
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, ROVING, linked

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.assessment.api import StatedRelative
    from juminzei.apps.crosschecks.models import Case

LOOKS = {"error": "warning", "warning": "plain", "notice": "plain"}


class CaseTable(tables.Table):
    """Cases of checks, each to be chosen for all that is said of several."""

    chosen = tables.Column("選択", accessor="pk", orderable=False)
    pk = tables.Column("番号")
    check_id = tables.Column("チェック")
    addressee_id = tables.Column("宛名番号", attrs=NOWRAP)
    reason = tables.Column("理由", orderable=False)
    state = tables.Column("状態")
    result = tables.Column("結果", orderable=False)
    found_at = tables.Column("発見", attrs=NOWRAP)

    class Meta:
        attrs = ROVING
        empty_text = "該当はありません。"

    def render_chosen(self, value: int, record: Case) -> SafeString:
        """Return the box to choose the case by."""
        box = '<input type="checkbox" form="bulk" name="cases" value="{}" aria-label="{}">'
        return format_html(box, value, f"番号 {record.pk} を選ぶ")

    def render_pk(self, value: int) -> SafeString:
        """Link to the case."""
        return linked(reverse("crosscheck_case", args=[value]), str(value))

    def render_check_id(self, value: str) -> SafeString:
        """Return the check's name and severity."""
        check = checks().get(value)
        if check is None:
            return format_html("{}", value)
        chip = '<span class="chip chip-{}">{}</span> {}'
        return format_html(chip, LOOKS[check.severity], SEVERITIES[check.severity], check.name)

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_found_at(self, value: datetime) -> str:
        """Return the day by era."""
        return wareki_text(localtime(value).date())


class RelativeTable(tables.Table):
    """Relatives as documents name them."""

    pk = tables.Column("番号")
    claimant = tables.Column("扶養する人", accessor="document__addressee_id", orderable=False)
    place = tables.Column("欄", orderable=False)
    name = tables.Column("氏名", orderable=False)
    birth_on = tables.Column("生年月日", attrs=NOWRAP, orderable=False)
    addressee_id = tables.Column("特定した宛名番号", attrs=NOWRAP, orderable=False)
    resolution = tables.Column("特定の方法", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する親族はいません。"

    def render_pk(self, value: int) -> SafeString:
        """Link to the relative."""
        return linked(reverse("crosscheck_relative", args=[value]), str(value))

    def render_claimant(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_place(self, value: str) -> str:
        """Return the place in words."""
        return place_words(value)

    def render_birth_on(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_resolution(self, record: StatedRelative) -> str:
        """Return how it was found."""
        return str(record.get_resolution_display())


PLACES = {
    "spouse": "配偶者",
    "dependant": "扶養親族",
    "under16": "16歳未満",
    "family_employee": "専従者",
}


def place_words(place: str) -> str:
    """Return 扶養親族 2 for ``dependant_2``."""
    group, _, number = place.rpartition("_")
    if not number.isdigit():
        return PLACES.get(place, place)
    return f"{PLACES.get(group, group)} {number}"
