"""A national return with boxes that did not come as data, each on the page where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.formats.national_return import compose
from juminzei.formats.national_return_boxes import newest_maps
from juminzei.formats.national_return_record import NationalReturn, Page, ReturnForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.formats.national_return_record import Value


def supplemented(
    one: NationalReturn,
    heading: Mapping[str, Value],
    values: Mapping[str, Value],
    rows: Mapping[str, Sequence[Mapping[str, Value]]],
) -> NationalReturn:
    """Return ``one`` with these boxes too; what came as data stays, further pages (次葉) too.

    Args:
        one: The return as it came; may have no form at all.
        heading: The heading of the whole.
        values: Boxes by tag; one that came already is replaced on the first page that has it.
        rows: Repetitions by the tag of their group; they take the place of the group's former
            ones on its first page.

    Raises:
        KeyError: No form has such a box.
    """
    forms = {form.form: form for form in one.forms}
    for added in compose(heading, values, rows).forms:
        former = forms.get(added.form)
        forms[added.form] = _merged(former, added) if former else added
    order = {form: place for place, form in enumerate(dict.fromkeys(_forms_in_order()))}
    whole = sorted(forms.values(), key=lambda form: order.get(form.form, len(order)))
    return NationalReturn(heading=dict(heading), forms=tuple(whole), procedure=one.procedure)


def _forms_in_order() -> list[str]:
    main = newest_maps()["KOA020-1"].form
    return [main, *(found.form for found in newest_maps().values())]


def _merged(former: ReturnForm, added: ReturnForm) -> ReturnForm:
    """Return a form with the pages of both, in the order of the form."""
    pages = list(former.pages)
    for page in added.pages:
        places = [place for place, one in enumerate(pages) if one.tag == page.tag]
        if not places:
            pages.append(page)
            continue
        place = next((p for p in places if pages[p].values.keys() & page.values.keys()), places[0])
        known = pages[place]
        pages[place] = Page(page.tag, {**known.values, **page.values}, {**known.rows, **page.rows})
    pages.sort(key=lambda one: one.tag)
    return ReturnForm(former.form, former.version, tuple(pages))
