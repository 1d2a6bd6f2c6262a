"""A key source for machines with a store of secrets: a command that prints the keys.

The keys go through a pipe: they are in no environment, no argument and no file of ours.
"""

from __future__ import annotations

import shlex
import subprocess  # nosec B404 - runs what an operator set
from functools import lru_cache

from juminzei.platform.keys.key_source import KeysetError
from juminzei.platform.keys.wrapping_keys import WrappingKeys

PATIENCE_S = 60


@lru_cache(maxsize=4)
def load(command: str, setting: str = "JUMINZEI_VAULT_KEY_COMMAND") -> WrappingKeys:
    """Return the keys that ``command`` prints; it is run once in a process, without a shell.

    Args:
        command: What an operator set.
        setting: In which setting, for errors.

    Raises:
        KeysetError: It cannot be run, fails, takes too long, or prints no keys. What it
            printed is not repeated.
    """
    try:
        ended = subprocess.run(  # noqa: S603 - what an operator set  # nosec B603
            shlex.split(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=PATIENCE_S,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise KeysetError(
            f"{setting}: コマンドを実行できません（{type(error).__name__}）。"
            "設定と、鍵の保管先を確かめてください。"
        ) from None
    if ended.returncode != 0:
        raise KeysetError(
            f"{setting}: コマンドが {ended.returncode} で終わりました。"
            "鍵の保管先を確かめてください。"
        )
    try:
        return WrappingKeys.parsed(ended.stdout.decode("ascii", "replace"), setting)
    finally:
        del ended  # a traceback that shows local variables shows no key
