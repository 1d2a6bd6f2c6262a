"""Which day's matrix is wanted."""

from __future__ import annotations

from django import forms


def _day(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "日付は 2026-04-01 のように入れてください。"},
    )


class DaysForm(forms.Form):
    """A day, and one to compare it with."""

    on = _day("何日の権限表")
    since = _day("比べる日")
