"""``juminzei synthetic``: write the exchange files of a made-up city."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

EXAMPLE = "juminzei synthetic --people 5000 --seed 7 --out var/city"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the size, the seed and the folder."""
    parser.add_argument("--people", type=int, default=5000, help="residents (default 5000)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same city")
    parser.add_argument("--out", type=Path, required=True, help="folder, new or empty")


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Write the city and return how many of everything there are."""
    if options.people < 1 or options.seed < 0:
        raise UsageError("--people must be 1 or more, --seed 0 or more")
    if options.out.exists() and any(options.out.iterdir()):
        raise UsageError(f"{options.out} is not empty; name a new folder, or empty it first")
    from juminzei.synthetic import city

    return city.build(options.people, options.seed, options.out)
