"""Parts of pages: panels, chips, scroll regions, written once."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from juminzei.platform.policy.closeness import CLOSE, close_among
from juminzei.platform.policy.columns import MASK, list_called, masked, person_column
from juminzei.platform.staff.chips import marked
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.seeing import seen_on

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.template import Context
    from django.utils.safestring import SafeString
    from django_tables2 import Table

    from juminzei.platform.staff.task import Task

register = template.Library()


@register.simple_block_tag
def panel(content: SafeString, title: str, *, anchor: str = "") -> SafeString:
    """Return a titled part of a page."""
    name = anchor or "panel-" + format(abs(hash(title)), "x")
    return format_html(
        '<section class="panel" id="{}" aria-labelledby="{}-title">'
        '<h2 id="{}-title">{}</h2>{}</section>',
        name,
        name,
        name,
        title,
        content,
    )


@register.simple_block_tag
def scroll_region(content: SafeString, label: str) -> SafeString:
    """Return a region that scrolls by itself and can be reached by keyboard."""
    return format_html(
        '<div class="scroll" role="region" aria-label="{}" tabindex="0">{}</div>', label, content
    )


@register.simple_tag
def chip(label: str, kind: str = "plain") -> SafeString:
    """Return a short status word; ``kind`` is plain, good, warning or danger."""
    return marked(kind, label)


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """Return the pages to link to: the ends and those around this one."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_tag
def task_address(task: Task) -> str:
    """Return the address of a task's queue."""
    address = reverse(task.view, kwargs=dict(task.kwargs or {}))
    return f"{address}?{task.query}" if task.query else address


@register.simple_block_tag(takes_context=True)
def of_class(context: Context, content: SafeString, data_class: str) -> SafeString | str:
    """Return a part of a page, masked for whoever does not see that class of data."""
    return content if data_class in seen_on(context["request"]) else MASK


@register.simple_tag(takes_context=True)
def table_rows(context: Context, table: Table) -> SafeString:
    """Return the rows of a table, each cell escaped; a loop in a template takes twice as long.

    Columns that the viewer's grants do not show are masked. A table with ``lines()`` writes
    its rows itself, and asks ``hidden`` which it masks.
    """
    hidden = masked(list_called(type(table)), table.columns.names(), seen_on(context["request"]))
    close, number = _close(context, table), person_column(list_called(type(table)))
    if hasattr(table, "lines"):
        table.hidden, table.close = hidden, close
        lines_of_its_own: SafeString = table.lines()
        return lines_of_its_own
    starts = {
        column.name: format_html("<td{}{}>", " " if attributes else "", attributes)
        for column in table.columns
        for attributes in [column.attrs["td"].as_html()]
    }
    lines = []
    for row in table.rows:
        cells = [
            f"{starts[column.name]}{MASK}</td>"
            if column.name in hidden
            else f"{starts[column.name]}{conditional_escape(row.get_cell(column.name))}"
            f"{_mark(row.record, number, close) if column.name == number else ''}</td>"
            for column in table.columns
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return mark_safe("\n".join(lines))  # noqa: S308 - every cell was escaped  # nosec B308, B703


def _close(context: Context, table: Table) -> frozenset[int]:
    """Return the people in a list whom the viewer is close to."""
    number, member = person_column(list_called(type(table))), context["request"].user
    if not number or not isinstance(member, StaffMember):
        return frozenset()
    people = {one for one in (getattr(row.record, number) for row in table.rows) if one}
    return frozenset(close_among(copy(member), people, at=context["page_at"]))


def _mark(record: object, number: str, close: frozenset[int]) -> str:
    return f" {CLOSE}" if getattr(record, number) in close else ""
