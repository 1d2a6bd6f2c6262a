"""Whose vault this is."""

from __future__ import annotations

from django.conf import settings


def tenant() -> str:
    """Return the municipality to which every seal and every keyed hash is bound."""
    return str(settings.CONFIGURATION.municipality)
