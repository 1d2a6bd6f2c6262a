"""A field for a day, as browsers offer one: every form that asks for a day has it from here."""

from __future__ import annotations

from datetime import date

from django import forms


class DayInput(forms.DateInput):
    """A day that the browser lets one choose."""

    input_type = "date"

    def format_value(self, value: object) -> str | None:
        """Return the day as browsers read it, which is never by era; other text as it was typed."""
        return value.isoformat() if isinstance(value, date) else str(value or "")
