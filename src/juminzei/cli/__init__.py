"""``juminzei …``: a thin face over the services, one module per command."""

from juminzei.cli.main import main

__all__ = ["main"]
