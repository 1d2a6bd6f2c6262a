"""Django's report of a mistake of the program, without anything that it was working on.

Django's own lists local variables, settings and what a form sent, and hides only names that
it is told of. This one tells the kinds of the errors and their places in the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from juminzei.web.error_log import places

if TYPE_CHECKING:
    from collections.abc import ItemsView
    from types import FrameType

    from django.http import HttpRequest
    from django.utils.safestring import SafeString


class PlacesOnly(ExceptionReporter):
    """Tells where, and never with what."""

    def get_traceback_data(self) -> dict[str, Any]:
        """Return nothing but the places."""
        return {"places": [] if self.exc_value is None else list(places(self.exc_value))}

    def get_traceback_text(self) -> SafeString:
        """Return the places, a line each."""
        return format_html_join(
            "\n", "{}", ((line,) for line in self.get_traceback_data()["places"])
        )

    def get_traceback_html(self) -> SafeString:
        """Return the places as a page."""
        return format_html(
            '<!doctype html><html lang="ja"><title>500</title><pre>{}</pre></html>',
            self.get_traceback_text(),
        )


class NothingShown(SafeExceptionReporterFilter):
    """Lets no variable and no field through, whoever asks."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Return that something is held back: everything, always."""
        del request
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Return no field."""
        del request
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        """Return no variable."""
        del request, tb_frame
        return {}.items()

    def get_safe_settings(self) -> dict[str, Any]:
        """Return no setting."""
        return {}
