"""What the tax office is asked and told, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from juminzei.apps.national_returns.forms.list_forms import FIRST_YEAR, LAST_YEAR
from juminzei.apps.national_returns.models import AgencyOutcome, CorrectionKind
from juminzei.apps.national_returns.services.corrected_boxes import BOXES, OF_SPOUSE, RELATIVES
from juminzei.platform.day_input import DayInput

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

    from juminzei.formats.national_return_record import NationalReturn

STATES = (("", "すべて"), ("open", "回答待ち"), ("overdue", "期限超過"), ("answered", "回答済"))
MOST = 99_999_999_999
NAME = "ABY00160"
SPOUSE_NAME = "ABY00020"


class AgencyFilterForm(forms.Form):
    """Which reports are listed."""

    tax_year = forms.IntegerField(
        label="年度", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    state = forms.ChoiceField(label="状態", required=False, choices=STATES)


class AgencyReportForm(forms.Form):
    """Of which year the denied claims are reported, and by when an answer is asked for."""

    tax_year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    reply_by = forms.DateField(label="回答期限", widget=DayInput())


class AnswerForm(forms.Form):
    """The tax office leaves the return as it is, or its corrected one came with a delivery."""

    report_id = forms.TypedChoiceField(label="報告", coerce=int)
    outcome = forms.ChoiceField(
        label="回答",
        choices=[
            (AgencyOutcome.UNCHANGED, "更正なし"),
            (AgencyOutcome.CORRECTED, "更正・修正あり（新しい申告が配信で届いている）"),
        ],
    )
    answered_on = forms.DateField(label="回答日", widget=DayInput())
    note = forms.CharField(label="記事（氏名・番号は書かない）", max_length=200, required=False)

    def __init__(
        self,
        reports: list[tuple[int, str]],
        data: QueryDict | None = None,
        *,
        came_on: date | None = None,
    ) -> None:
        """Take the reports that wait; ``came_on`` proposes the newer return as the answer."""
        proposed = {"outcome": AgencyOutcome.CORRECTED, "answered_on": came_on} if came_on else {}
        super().__init__(data, initial=proposed)
        self.fields["report_id"].choices = reports  # type: ignore[attr-defined]  # a field of choices


class CorrectionForm(forms.Form):
    """What the tax office changed: amounts as they are now, and who fell."""

    kind = forms.ChoiceField(label="種類", choices=CorrectionKind.choices)
    decided_on = forms.DateField(label="更正・修正の日", widget=DayInput())
    notice_number = forms.CharField(label="文書番号", max_length=40, required=False)

    def __init__(self, one: NationalReturn, data: QueryDict | None = None) -> None:
        """Take the return as it is now."""
        super().__init__(data)
        self._one = one
        for tag, label in BOXES.items():
            self.fields[tag] = forms.IntegerField(
                label=f"{label}（更正後、円）",
                required=False,
                min_value=-MOST,
                max_value=MOST,
                initial=one.amount(tag),
            )
        if any(one.value(tag) for tag in OF_SPOUSE):
            name = one.text(SPOUSE_NAME)
            self.fields["spouse"] = forms.BooleanField(
                label=f"配偶者 {name} を外す", required=False
            )
        for place, row in enumerate(one.rows(RELATIVES), 1):
            label = f"親族{place} {row.get(NAME, '')} を外す"
            self.fields[f"relative_{place}"] = forms.BooleanField(label=label, required=False)

    def amounts(self) -> dict[str, int]:
        """Return the amounts by box; a blank box is left as it is."""
        told = {tag: self.cleaned_data.get(tag) for tag in BOXES}
        return {tag: amount for tag, amount in told.items() if amount is not None}

    def struck(self) -> list[int]:
        """Return the rows of relatives that fell."""
        places = range(1, len(self._one.rows(RELATIVES)) + 1)
        return [place for place in places if self.cleaned_data.get(f"relative_{place}")]
