"""``juminzei show ADDRESSEE_NUMBER``: one person's documents, figures and instalments."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from juminzei.base.numbers import addressee_number
from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    import argparse

EXAMPLE = "juminzei show 0000000014 --tax-year 2026"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whom to show, and of which year."""
    parser.add_argument("addressee_number", metavar="ADDRESSEE_NUMBER", help="宛名番号, ten digits")
    parser.add_argument("--tax-year", type=int, required=True, help="年度, such as 2026")
    parser.add_argument(
        "--every-step", action="store_true", help="tell also the steps that came to nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Show the person: JSON with ``--json``, Japanese text without; the look is recorded.

    Raises:
        UsageError: There is no such number, or the actor may not look.
    """
    number = _number(options.addressee_number)
    with_django()
    from django.conf import settings

    from juminzei.apps.assessment.services.view_person import (
        view_person,
    )
    from juminzei.cli.show_text import person_text
    from juminzei.platform import clock
    from juminzei.platform.policy.closeness import opened
    from juminzei.platform.staff.services import require

    if settings.CONFIGURATION.profile == "production" and not settings.CONFIGURATION.staff:
        raise UsageError(
            "誰が見るのかを JUMINZEI_STAFF（職員番号）で指定してください。閲覧は記録されます。"
        )
    at = clock.now()
    with refusals_told():
        looking = actor(at)
        require(looking, "person.view", on=at.date())
        opened(looking, [number], where="show", at=at)
        view = view_person(addressee_number=number, tax_year=options.tax_year, actor=looking, at=at)
    shown = view.as_json()
    if options.json:
        print(json.dumps(shown, ensure_ascii=False, default=str))
    else:
        print(person_text(shown, every_step=options.every_step))
    return 0


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not addressee_number.is_valid(int(text)):
        raise UsageError(
            f"{text}: 宛名番号（10桁、最後は検査数字）ではありません。番号を確かめてください。"
        )
    return int(text)
