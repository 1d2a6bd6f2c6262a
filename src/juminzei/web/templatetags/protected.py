"""The banner of pages about protected persons, to those who may know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from juminzei.apps.protection.api import warned_of
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import data_seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.template import RequestContext

register = template.Library()

CLASS = "protection"
KNOWING = ("person.view", "person.search", "match.decide", "protection.view")
"""Functions by which somebody may come to know that a person is protected."""


@register.simple_tag(takes_context=True)
def protection_banner(context: RequestContext, *numbers: int | None) -> SafeString:
    """Return the warning of a page about these persons; nothing if there is none."""
    return _banner(context, [number for number in numbers if number is not None])


@register.simple_tag(takes_context=True)
def protection_banner_of(context: RequestContext, people: Iterable[Any]) -> SafeString:
    """Return the warning of a page about ``people``, whatever has an ``addressee_id``."""
    return _banner(context, [one.addressee_id for one in people if one.addressee_id])


def _banner(context: RequestContext, numbers: list[int]) -> SafeString:
    about = warned_of(numbers, on=context["page_at"].date())
    if not about or not _may_know(context):
        return SafeString()
    text = render_to_string("web/parts/protection_banner.html", {"about": about})
    return mark_safe(text)  # noqa: S308 - a template escaped it  # nosec B308, B703


def _may_know(context: RequestContext) -> bool:
    member = getattr(context.get("request"), "user", None)
    if not isinstance(member, StaffMember):
        return False
    day = context["page_at"].date()
    held = set(context["functions"])
    return any(
        CLASS in data_seen(member, function, on=day) for function in KNOWING if function in held
    )
