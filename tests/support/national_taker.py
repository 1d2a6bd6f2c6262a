"""``juminzei receive`` of national returns that ends itself by ``kill -9`` at a moment.

``national_taker.py DIR WORKERS [MOMENT]``; what comes to its end prints all that is there as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import django

django.setup()

from juminzei.apps.assessment.api import (  # noqa: E402 - after set-up
    ReturnFigures,
    StatedRelative,
    TaxDocument,
)
from juminzei.apps.assessment.services.sweep_numbers import (  # noqa: E402 - the same
    sweep_numbers,
)
from juminzei.apps.images.api import ImageSet, page_png  # noqa: E402 - the same
from juminzei.apps.national_returns.models import (  # noqa: E402 - the same
    ReturnDelivery,
    StagedReturn,
)
from juminzei.apps.national_returns.services import (  # noqa: E402 - the same
    stage_returns,
    take_delivery,
)
from juminzei.apps.receiving.models import DeliveredFile  # noqa: E402 - the same
from juminzei.apps.receiving.services import take_file  # noqa: E402 - the same
from juminzei.cli.main import main  # noqa: E402 - the same
from juminzei.platform.audit.models import AuditRecord  # noqa: E402 - the same
from juminzei.platform.clock import now  # noqa: E402 - the same
from juminzei.platform.staff.services import batch_member  # noqa: E402 - the same
from juminzei.platform.vault.models import SealedNumber  # noqa: E402 - the same

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS_OF = 2
MAIN = os.getpid()
HELPER = "a second process with a part in hand"
"""The moment at which the helper alone is killed, and the command goes on without it."""
MOMENTS = {
    "images of the first part": (stage_returns, "store_image_sets", 1, True),
    "numbers of the second part": (stage_returns, "take_documents", 1, True),
    HELPER: (take_delivery, "delivered", 1, True),
    "before the delivery is told as taken": (take_delivery, "_finished", 1, False),
    "before the register knows": (take_file, "_counts", 1, False),
}
"""Where it ends: module, function, at which call, and whether after it."""


def killed(
    act: Callable[..., Any], at: int, *, after: bool, helper: bool = False
) -> Callable[..., Any]:
    """Return the act, at one of whose calls, in whichever process, the command is killed.

    With ``helper`` only calls of a helper count, and it alone is killed.
    """
    calls = 0

    def ends(*args: object, **kwargs: object) -> object:
        nonlocal calls
        calls += not helper or os.getpid() != MAIN
        whom = os.getpid() if helper else MAIN
        if calls == at and not after:
            os.kill(whom, signal.SIGKILL)
        done = act(*args, **kwargs)
        if calls == at:
            os.kill(whom, signal.SIGKILL)
        return done

    return ends


def run(folder: str, workers: str, moment: str = "") -> int:
    """Receive a folder in parts of two returns."""
    take_delivery.AT_ONCE = PARTS_OF
    if moment:
        module, name, at, after = MOMENTS[moment]
        setattr(
            module, name, killed(getattr(module, name), at, after=after, helper=moment == HELPER)
        )
    came = ("--channel", "national_tax", "--source", "agency")
    status = main(["receive", folder, *came, "--workers", workers])
    for day in (now(), now() + timedelta(days=2)):  # the first notes, the second erases
        sweep_numbers(actor=batch_member(day), at=day)
    sys.stdout.write(json.dumps(read(), ensure_ascii=False))
    return status


def read() -> dict[str, object]:
    """Return what somebody who asks finds, and how much there is of everything."""
    files = DeliveredFile.objects.order_by("pk")
    counts = ("state", "received_rows", "accepted", "held", "duplicates", "reason")
    staged = StagedReturn.objects.order_by("delivery", "seq")
    told = ("seq", "state", "document__name", "document__document_number", "image_set__pages")
    actions = AuditRecord.objects.filter(action="national_returns.delivery.taken")
    return {
        "files": list(files.values_list(*counts)),
        "deliveries": list(ReturnDelivery.objects.values_list("state", "count", "counts")),
        "staged": list(staged.values_list(*told)),
        "pictures": [len(page_png(one.pk, 1)) for one in ImageSet.objects.order_by("pk")],
        "documents": TaxDocument.objects.count(),
        "figures": [one.columns for one in ReturnFigures.objects.order_by("pk")],
        "relatives": StatedRelative.objects.count(),
        "numbers": SealedNumber.objects.count(),
        "told": actions.count(),
    }


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:]))
