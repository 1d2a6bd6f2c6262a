"""How the queues are narrowed; choices and numbers stand in the address, names never."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters as filters

from juminzei.apps.correspondence.forms import WordsInput
from juminzei.apps.correspondence.models import Document, PublicNotice, ReturnedLetter, ReturnReason
from juminzei.apps.correspondence.selectors.public_notices import STATES
from juminzei.apps.correspondence.selectors.public_notices import in_state as notice_state
from juminzei.apps.correspondence.selectors.returned import in_state

if TYPE_CHECKING:
    from django.db.models import QuerySet

LONGEST = 13
RETURNED_STATES = (
    ("open", "処理中のすべて"),
    ("new", "未着手"),
    ("investigated", "調査中"),
    ("settled", "処理済"),
)


class ReturnedFilter(filters.FilterSet):
    """Letters that came back."""

    state = filters.ChoiceFilter(
        empty_label="すべて", label="状態", choices=RETURNED_STATES, method="by_state"
    )
    reason = filters.ChoiceFilter(
        empty_label="すべて", label="返戻の事由", choices=ReturnReason.choices
    )
    document = filters.ChoiceFilter(empty_label="すべて", label="書類", choices=Document.choices)
    notice_number = filters.CharFilter(label="通知書番号", method="by_number", widget=WordsInput)

    class Meta:
        model = ReturnedLetter
        fields = ("reason", "document", "notice_number")

    def by_state(
        self, letters: QuerySet[ReturnedLetter], _name: str, value: str
    ) -> QuerySet[ReturnedLetter]:
        """Keep those in one state."""
        return letters.filter(in_state(value))

    def by_number(
        self, letters: QuerySet[ReturnedLetter], _name: str, value: str
    ) -> QuerySet[ReturnedLetter]:
        """Keep those of the number; noughts in front may be left out."""
        digits = value.strip()
        if not (digits.isascii() and digits.isdigit()) or len(digits) > LONGEST:
            return letters.none()
        return letters.filter(notice_number__in={digits, digits.zfill(10)})


class PublicNoticeFilter(filters.FilterSet):
    """Public notices."""

    state = filters.ChoiceFilter(
        empty_label="すべて", label="状態", choices=list(STATES.items()), method="by_state"
    )

    class Meta:
        model = PublicNotice
        fields = ()

    def by_state(
        self, notices: QuerySet[PublicNotice], _name: str, value: str
    ) -> QuerySet[PublicNotice]:
        """Keep those in one state."""
        return notices.filter(notice_state(value))
