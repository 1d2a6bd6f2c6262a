"""How lists of the assessment are narrowed; the choices stand in the address, names never."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters as filters

from juminzei.apps.assessment.models import (
    DocumentKind,
    MatchState,
    QuarantinedRow,
    TaxablePerson,
    TaxableReason,
    TaxDocument,
)
from juminzei.apps.assessment.selectors.match_queue import OPEN

if TYPE_CHECKING:
    from django.db.models import QuerySet


class TaxableFilter(filters.FilterSet):
    """Who is on the list, and why."""

    included = filters.ChoiceFilter(
        empty_label="すべて",
        label="課税対象",
        choices=[("true", "対象"), ("false", "対象外")],
        method="by_included",
    )
    reason = filters.ChoiceFilter(empty_label="すべて", label="事由", choices=TaxableReason.choices)

    class Meta:
        model = TaxablePerson
        fields = ("included", "reason")

    def by_included(
        self, people: QuerySet[TaxablePerson], _name: str, value: str
    ) -> QuerySet[TaxablePerson]:
        """Keep those who are, or are not, on the list."""
        return people.filter(included=value == "true")


class DocumentFilter(filters.FilterSet):
    """Documents of one file."""

    match_state = filters.ChoiceFilter(
        empty_label="すべて", label="特定状況", choices=MatchState.choices
    )

    class Meta:
        model = TaxDocument
        fields = ("match_state",)


class QueueFilter(filters.FilterSet):
    """Documents that wait for a clerk."""

    kind = filters.ChoiceFilter(empty_label="すべて", label="種類", choices=DocumentKind.choices)
    match_state = filters.ChoiceFilter(
        empty_label="すべて", label="状態", choices=[(state.value, state.label) for state in OPEN]
    )

    class Meta:
        model = TaxDocument
        fields = ("kind", "match_state")


class QuarantineFilter(filters.FilterSet):
    """Rows that could not be taken."""

    resolved = filters.ChoiceFilter(
        empty_label="すべて",
        label="処理",
        choices=[("false", "未処理"), ("true", "処理済")],
        method="by_resolved",
    )

    class Meta:
        model = QuarantinedRow
        fields = ("resolved",)

    def by_resolved(
        self, rows: QuerySet[QuarantinedRow], _name: str, value: str
    ) -> QuerySet[QuarantinedRow]:
        """Keep those that were, or were not, dealt with."""
        return rows.filter(resolved=value == "true")
