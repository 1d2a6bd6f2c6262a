"""A half-typed form that outlives the lock: sealed on the server, nothing in the browser."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from juminzei.platform.staff.sealing import opened, sealed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, QueryDict

KEPT = "kept"
LARGEST = 100_000
LEFT_OUT = frozenset({"csrfmiddlewaretoken", "password"})


def keep_form(request: HttpRequest, *, page: str, address: str, fields: QueryDict) -> None:
    """Seal what was typed into the session; the last form counts.

    Args:
        request: Of whoever typed it.
        page: The address of the page that the form stands on.
        address: The address that the form is sent to.
        fields: What was typed.
    """
    typed = {name: values for name, values in fields.lists() if name not in LEFT_OUT}
    plain = json.dumps({"page": page, "address": address, "fields": typed}).encode()
    if typed and len(plain) <= LARGEST:
        box = sealed(plain, use=_use(request))
        request.session[KEPT] = {"page": page, "box": base64.b64encode(box).decode()}


def kept_on(request: HttpRequest) -> str:
    """Return the address of the page whose form is kept, empty if none is."""
    return str(request.session.get(KEPT, {}).get("page", ""))


def take_kept_form(request: HttpRequest) -> Mapping[str, object]:
    """Return the form that was kept, once; nothing if there is none."""
    kept = request.session.pop(KEPT, None)
    plain = opened(base64.b64decode(kept["box"]), use=_use(request)) if kept else None
    found = json.loads(plain) if plain else {}
    return found if isinstance(found, dict) else {}


def _use(request: HttpRequest) -> str:
    return f"kept form {request.user.pk}"
