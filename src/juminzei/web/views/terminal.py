"""The page on which a machine is told its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from juminzei.platform.staff.terminals import terminal_with
from juminzei.web.terminals import COOKIE

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

YEAR = 365 * 24 * 60 * 60


class TerminalForm(forms.Form):
    """The key that the approving administrator was told."""

    key = forms.CharField(
        label="登録キー",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@login_not_required
@require_http_methods(["GET", "POST"])
def terminal(request: HttpRequest) -> HttpResponse:
    """Put the key into this browser, where no script can read it."""
    form = TerminalForm(request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["key"]
        if terminal_with(key):
            response = redirect("sign_in")
            response.set_cookie(
                COOKIE,
                key,
                max_age=YEAR,
                httponly=True,
                samesite="Strict",
                secure=settings.SESSION_COOKIE_SECURE,
            )
            return response
        form.add_error("key", "この登録キーでは登録できません。")
    return render(request, "web/sign_in/terminal.html", {"form": form, "bare": True})
