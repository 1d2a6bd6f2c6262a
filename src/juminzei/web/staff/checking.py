"""An act on a page: typed, checked as before and after, then done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render

from juminzei.platform.staff.facts import rehearsed
from juminzei.platform.staff.refusal import StaffRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.facts import Facts

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Done:
    """What an act came to; ``secrets`` are shown this once."""

    text: str
    secrets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckedAct:
    """An act with what its two pages say."""

    title: str
    act: Callable[[], Done]
    look: Callable[[], Facts]
    back: str
    """The address to return to, done or not."""
    hint: str = ""


def answered(request: HttpRequest, form: forms.Form, one: CheckedAct) -> HttpResponse:
    """Show the form, then what the act would change, then do it.

    What the check shows is the act itself, done and taken back.
    """
    context = {"form": form, "one": one}
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "web/staff/form.html", context, status=status)
    try:
        if "confirmed" not in request.POST:
            changes = rehearsed(one.act, one.look)
            return render(request, "web/staff/check.html", {**context, "changes": changes})
        done = one.act()
    except StaffRefusedError as refusal:
        form.add_error(None, str(refusal).splitlines())
        return render(request, "web/staff/form.html", context, status=UNPROCESSABLE)
    if done.secrets:
        return render(request, "web/staff/told_once.html", {**context, "done": done})
    messages.success(request, done.text)
    return redirect(one.back)
