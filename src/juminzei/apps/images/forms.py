"""What staff fill in about images."""

from __future__ import annotations

from django import forms

from juminzei.apps.images.print_purpose import PrintPurpose


class PrintForm(forms.Form):
    """What a paper copy is for."""

    purpose = forms.ChoiceField(label="印刷の目的", choices=PrintPurpose.choices)
