"""What waits for whoever is signed in: every application's ``waiting.py`` is asked."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember
    from juminzei.platform.staff.task import Task, Waiting

MODULE = "waiting"


def tasks(member: StaffMember, functions: Collection[str], at: datetime) -> list[Task]:
    """Return what waits for ``member``: first what has a day, the soonest first.

    Args:
        member: Who is signed in.
        functions: What they may do now.
        at: Now, in Japan's time.
    """
    found = [task for asked in _askable() for task in asked(member, functions, at) if task.count]
    return sorted(found, key=lambda task: (task.due is None, task.due or at.date()))


@cache
def _askable() -> tuple[Waiting, ...]:
    """Return the function of each application that has one, in the order of the settings."""
    return tuple(
        import_module(f"{config.name}.{MODULE}").waiting
        for config in apps.get_app_configs()
        if config.module and module_has_submodule(config.module, MODULE)
    )
