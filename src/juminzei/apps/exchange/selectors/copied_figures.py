"""What a document says, in words, for the copy that another city gets on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField

from juminzei.base.wareki import wareki_text
from juminzei.kernel.columns import column_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Field, Model

    from juminzei.apps.assessment.api import TaxDocument

NOTHING = ("", None, False, 0, "none")


def copied_figures(document: TaxDocument) -> list[tuple[str, str]]:
    """Return label and text of everything that a document says; what is empty is left out.

    The address is the one that the document names: where the other city finds the person.
    """
    born = wareki_text(document.birth_on) if document.birth_on else "—"
    return [
        ("氏名", document.name),
        ("フリガナ", document.kana),
        ("生年月日", born),
        ("資料に記載の住所", document.address),
        ("提出者", document.payer_name),
        *_figures(document),
        *_relatives(document),
    ]


def _figures(document: TaxDocument) -> Iterator[tuple[str, str]]:
    told = getattr(document, "figures", None)
    if told is not None:
        kinds = column_kinds()
        for name, value in told.columns.items():
            yield kinds[name].label if name in kinds else name, _text(value)
        for name, value in told.stated.items():
            yield STATED.get(name, name), _text(value)
    for table in ("wage", "pension"):
        row = getattr(document, table, None)
        if row is not None:
            yield from _row(row)


STATED = {
    "withheld_income_tax": "源泉徴収税額",
    "aggregate_income_stated": "合計所得金額（記載）",
    "donated_to": "寄附先",
    "donated_on": "寄附した日",
    "note": "備考",
    "notice": "通知の種類",
    "sender": "送付元",
}


def _row(row: Model) -> Iterator[tuple[str, str]]:
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        if not field.primary_key and value not in NOTHING:
            yield str(field.verbose_name), _said(field, value)


def _said(field: Field[Any, Any], value: object) -> str:
    return "該当" if isinstance(field, BooleanField) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


def _relatives(document: TaxDocument) -> Iterator[tuple[str, str]]:
    for one in document.relatives.filter(added_by=None).order_by("place"):
        income = "" if one.income is None else f"　所得 {one.income:,}円"
        yield f"親族（{one.place}）", f"{one.name}　{one.kana}{income}"
