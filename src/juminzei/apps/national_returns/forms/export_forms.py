"""Which file of returns is wanted."""

from __future__ import annotations

from typing import Any

from django import forms

from juminzei.apps.national_returns.selectors.export_columns import OWN, columns_of_form
from juminzei.apps.national_returns.services.export_returns import CHARSETS
from juminzei.formats.national_return_boxes import known_forms


class FormChoiceForm(forms.Form):
    """Of which year and form."""

    tax_year = forms.IntegerField(label="年度", min_value=2021, max_value=2100)
    form = forms.ChoiceField(label="様式")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the forms that are known."""
        super().__init__(*args, **options)
        field = self.fields["form"]
        field.choices = [(k, f"{k} {v[-1].title}") for k, v in known_forms().items()]  # type: ignore[attr-defined]  # a field of choices


class ColumnsForm(forms.Form):
    """Which columns, in which characters, masked or for which purpose not."""

    columns = forms.MultipleChoiceField(
        label="列", widget=forms.SelectMultiple(attrs={"size": 20}), choices=[]
    )
    charset = forms.ChoiceField(label="文字コード", choices=list(CHARSETS.items()))
    purpose = forms.CharField(
        label="伏せずに出力する目的（申請するとき）", max_length=200, required=False
    )

    def __init__(self, form: str, *args: Any, **options: Any) -> None:
        """Offer the columns of ``form``."""
        super().__init__(*args, **options)
        boxes = [(box.tag, f"{box.tag} {box.label}") for box in columns_of_form(form)]
        self.fields["columns"].choices = [*OWN.items(), *boxes]  # type: ignore[attr-defined]  # a field of choices
