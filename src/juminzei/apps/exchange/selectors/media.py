"""Media and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from juminzei.apps.exchange.models import Medium, MediumStep, Passage

if TYPE_CHECKING:
    from django.db.models import QuerySet


def media() -> QuerySet[Any]:
    """Return every medium with one flag for each step that was taken."""
    done = MediumStep.objects.filter(medium=OuterRef("pk"))
    flags = {one.value: Exists(done.filter(step=one)) for one in Passage}
    return Medium.objects.select_related("prepared_by").annotate(**flags)


def waiting_media() -> QuerySet[Any]:
    """Return the media that nobody has decided about."""
    return media().filter(approved=False, turned_down=False)
