"""A second pair of hands for ``juminzei assess``: ``python -m juminzei.cli.assess_worker``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from juminzei.cli.command import with_django

if TYPE_CHECKING:
    from juminzei.platform.jobs.services import Progress


def main(run_id: int, parent: int) -> int:
    """Work on the run until no chunk is left, or the process that asked for help is gone.

    Args:
        run_id: Key of the run.
        parent: Process id of the command.

    Returns:
        Exit status: 0 nothing left to do, 1 a chunk failed (the run says which), 3 the
        command is gone.
    """
    with_django()
    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.apps.assessment.services.calculate_run import (
        calculate_run,
    )
    from juminzei.platform.clock import now
    from juminzei.platform.jobs.services import ChunkFailedError

    def still_wanted(_progress: Progress) -> None:
        if os.getppid() != parent:
            sys.exit(3)

    run = AssessmentRun.objects.select_related("job").get(pk=run_id)
    try:
        calculate_run(run, clock=now, on_chunk=still_wanted)
    except ChunkFailedError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
