"""What of a return or notice can be corrected besides the columns of the law."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from juminzei.apps.assessment.models import CollectionChoice, DocumentKind
from juminzei.apps.assessment.services.correctable_item import FLAGS, Item
from juminzei.kernel.column_kind import MOST_YEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from juminzei.apps.assessment.models import TaxDocument
    from juminzei.apps.assessment.selectors.official_corrections import Value

FILE = "stated_labels.toml"
STATED = "stated."
"""Before the name of a figure that is no column of the law."""
RETURNS = (DocumentKind.NATIONAL_RETURN, DocumentKind.INHABITANT_RETURN)


def besides(document: TaxDocument, now: Mapping[str, Value]) -> Iterator[Item]:
    """Yield the choice of collection, the stated figures, and who received a gift."""
    figures = document.figures
    choices = tuple((str(one.value), str(one.label)) for one in CollectionChoice)
    choice = figures.collection_choice
    yield _item("collection_choice", "徴収方法の選択", choice, now, "choice", choices=choices)
    if document.kind in RETURNS:
        yield from _stated(document, now)
    if document.kind == DocumentKind.ONE_STOP:
        name, number = document.payer_name, document.payer_number
        yield _item("payer_name", "寄附先", name, now, "text", longest=120)
        yield _item("payer_number", "寄附先の法人番号", number, now, "corporate", longest=13)


def _stated(document: TaxDocument, now: Mapping[str, Value]) -> Iterator[Item]:
    for name, one in _labels().items():
        if one.get("only", document.kind) != document.kind:
            continue
        flag = one.get("flag", False)
        received = document.figures.stated.get(name) or 0
        yield _item(
            f"{STATED}{name}",
            one["label"],
            bool(received) if flag else received,
            now,
            "flag" if flag else "number",
            choices=FLAGS if flag else (),
            most=MOST_YEN,
        )


def _item(
    key: str,
    label: str,
    received: Value,
    now: Mapping[str, Value],
    shape: str,
    **more: Any,
) -> Item:
    return Item(key, label, received, now.get(key, received), shape, **more)


@cache
def _labels() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
