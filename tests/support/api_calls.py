"""Calls of the interface as other systems make them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from juminzei.platform.clock import now
from juminzei.platform.staff.api_keys import issue_key
from juminzei.platform.staff.services import batch_member

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

CALCULATE = "/api/v1/calculate"
PAYROLL = "給与計算"


def key(name: str = PAYROLL) -> str:
    """Return a new key of the client ``name``."""
    return issue_key(name=name, actor=batch_member(now()), at=now())


def call(
    client: Client,
    body: bytes | str | object,
    *,
    address: str = CALCULATE,
    kind: str = "application/json",
    **headers: str,
) -> Answer:
    """Return the answer to ``body``; what is no text is sent as JSON."""
    content = body if isinstance(body, bytes | str) else json.dumps(body, ensure_ascii=False)
    return client.post(address, content, content_type=kind, headers=headers)


def errors(response: Answer) -> list[dict[str, Any]]:
    """Return what a refusal says is wrong."""
    told: list[dict[str, Any]] = json.loads(response.content)["errors"]
    return told
