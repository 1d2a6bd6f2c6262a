"""What clerks fill in about venues, tickets and referrals."""

from __future__ import annotations

from typing import Any

from django import forms

from juminzei.apps.return_desk.models import ReturnKind, TicketState, Venue
from juminzei.platform.day_input import DayInput

LONGEST_NUMBER = 999_999
WINDOW_LENGTH = 10


class TimeInput(forms.TimeInput):
    """A time that the browser lets one choose."""

    input_type = "time"


def venue_field(**options: Any) -> forms.ModelChoiceField[Venue]:
    """Return a field that asks for a venue."""
    rows = Venue.objects.order_by("name")
    return forms.ModelChoiceField(label="会場", queryset=rows, empty_label=None, **options)


class QueueFilterForm(forms.Form):
    """Which tickets are shown."""

    venue = forms.ModelChoiceField(
        label="会場",
        queryset=Venue.objects.order_by("name"),
        required=False,
        empty_label="すべて",
    )
    day = forms.DateField(label="受付日", required=False, widget=DayInput())
    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[("open", "終わっていない"), ("", "すべて"), *TicketState.choices],
    )
    number = forms.IntegerField(
        label="整理番号", required=False, min_value=1, max_value=LONGEST_NUMBER
    )


class DrawForm(forms.Form):
    """A ticket to be given."""

    venue = venue_field()
    day = forms.DateField(label="受付日", widget=DayInput())
    kind = forms.ChoiceField(label="申告の種類", choices=ReturnKind.choices)
    appointment = forms.TimeField(
        label="予約時刻（来場した人は空欄）", required=False, widget=TimeInput()
    )


class NextForm(forms.Form):
    """Which window calls the next."""

    venue = venue_field()
    window = forms.CharField(label="窓口", max_length=WINDOW_LENGTH)


class StepForm(forms.Form):
    """What happens to a ticket."""

    state = forms.ChoiceField(label="状態", choices=TicketState.choices)
    window = forms.CharField(label="窓口", max_length=WINDOW_LENGTH, required=False)


class VenueForm(forms.Form):
    """A venue."""

    name = forms.CharField(label="会場", max_length=40)
    place = forms.CharField(label="所在", max_length=100, required=False)
    bookings_each_time = forms.IntegerField(
        label="一つの時刻の予約の上限", min_value=0, max_value=99, initial=4
    )


class PermitForm(forms.Form):
    """Which returns are accepted when."""

    kinds = forms.MultipleChoiceField(
        label="受け付ける申告", choices=ReturnKind.choices, widget=forms.CheckboxSelectMultiple
    )
    valid_from = forms.DateField(label="期間の初日", widget=DayInput())
    valid_until = forms.DateField(label="期間の末日", widget=DayInput())
    ground = forms.CharField(label="許可（番号・日付など）", max_length=100)


class ReferralForm(forms.Form):
    """Where somebody was told to declare."""

    venue = venue_field()
    tax_year = forms.IntegerField(label="年度", min_value=2021, max_value=2100)
    municipality = forms.CharField(label="案内先の市区町村", max_length=40)
    ground = forms.CharField(
        label="理由（氏名・番号は書かない）",
        max_length=100,
        initial="1月1日の住所が市外",
    )


class TaxYearForm(forms.Form):
    """Which year's returns are meant."""

    tax_year = forms.IntegerField(label="年度", min_value=2021, max_value=2027)


class PeriodForm(forms.Form):
    """Which days the figures are of."""

    venue = forms.ModelChoiceField(
        label="会場",
        queryset=Venue.objects.order_by("name"),
        required=False,
        empty_label="すべて",
    )
    first = forms.DateField(label="初日", required=False, widget=DayInput())
    last = forms.DateField(label="末日", required=False, widget=DayInput())
