"""The installation's settings of the vault's keys, for one test."""

from __future__ import annotations

from django.conf import settings


def configured(**changes: object) -> object:
    """Return the configuration in force with ``changes``."""
    return settings.CONFIGURATION.model_copy(update=changes)
