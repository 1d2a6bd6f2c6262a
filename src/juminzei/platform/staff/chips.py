"""A state as a short coloured word, the same on every list and page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


def marked(look: str, label: str) -> SafeString:
    """Return ``label`` as a chip.

    Args:
        look: ``good``, ``warning``, ``danger`` or ``plain``.
        label: What it says; the colour adds nothing to it.
    """
    return format_html('<span class="chip chip-{}">{}</span>', look, label)
