"""All forms of one national return, laid on as many pages as its rows take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.national_forms.declared import Filled
from juminzei.apps.return_desk.national_forms.first_form import fill_first
from juminzei.apps.return_desk.national_forms.medical_statement import fill_medical
from juminzei.apps.return_desk.national_forms.relatives import fill_relatives
from juminzei.apps.return_desk.national_forms.second_form import fill_second
from juminzei.apps.return_desk.national_forms.statements import fill_statements
from juminzei.apps.return_desk.national_forms.third_form import fill_fourth, fill_third
from juminzei.formats.national_return import compose
from juminzei.formats.national_return_boxes import form_map
from juminzei.formats.national_return_record import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from juminzei.apps.return_desk.national_forms.declared import Declared
    from juminzei.formats.national_return_boxes import FormMap
    from juminzei.formats.national_return_record import NationalReturn, ReturnForm, Value
    from juminzei.kernel.law import Law


def whole_return(declared: Declared, heading: Mapping[str, Value], law: Law) -> NationalReturn:
    """Return a return with every form that it has something for.

    Args:
        declared: The return.
        heading: Who declares, and which year, by the names of the heading (IT部).
        law: Of the inhabitant tax on the same income, for the classes of relatives.
    """
    filled = Filled()
    fill_first(filled, declared)
    fill_second(filled, declared)
    fill_relatives(filled, declared, law)
    fill_third(filled, declared)
    fill_fourth(filled, declared)
    fill_statements(filled, declared)
    fill_medical(filled, declared)
    whole = compose(heading, filled.values, filled.rows)
    return replace(whole, forms=tuple(_laid_out(form) for form in whole.forms))


def _laid_out(form: ReturnForm) -> ReturnForm:
    boxes, _ = form_map(form.form, form.version)
    return replace(form, pages=tuple(part for page in form.pages for part in _parts(page, boxes)))


def _parts(page: Page, boxes: FormMap) -> Iterator[Page]:
    """Yield a page, and further ones (次葉) for the rows that it has no room for.

    What stands in single boxes is on the first alone, but for what refers to the heading.
    """
    most = {tag: boxes.by_tag[tag].repeat or len(rows) for tag, rows in page.rows.items()}
    count = max((-(-len(rows) // most[tag]) for tag, rows in page.rows.items()), default=1)
    head = {tag: value for tag, value in page.values.items() if boxes.by_tag[tag].idref}
    for at in range(count):
        rows = {tag: rows[at * most[tag] : (at + 1) * most[tag]] for tag, rows in page.rows.items()}
        kept = {tag: some for tag, some in rows.items() if some}
        yield Page(page.tag, head if at else page.values, kept)
