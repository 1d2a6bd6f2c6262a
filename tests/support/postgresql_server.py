"""A PostgreSQL server of the test run's own, started from the binaries on this machine."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path


class PostgresqlMissingError(Exception):
    """No PostgreSQL server binaries are on this machine."""


def binaries() -> Path:
    """Return the folder of ``initdb`` and ``postgres``.

    Raises:
        PostgresqlMissingError: Neither on the path nor where Debian puts them.
    """
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    on_path = shutil.which("initdb")
    if on_path:
        places.insert(0, Path(on_path).resolve().parent)
    for place in places:
        if (place / "initdb").exists():
            return place
    raise PostgresqlMissingError("install PostgreSQL's server, or run the SQLite suites only")


class Server:
    """One cluster in ``folder``, reached over a Unix socket in the same folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.user = "postgres" if os.geteuid() == 0 else None  # the server refuses to be root

    def start(self) -> None:
        """Create the cluster and wait until it answers."""
        self.folder.mkdir(parents=True)
        if self.user:
            account = pwd.getpwnam(self.user)
            self.folder.parent.chmod(0o711)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "juminzei", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")

    def create_database(self, name: str) -> str:
        """Create a database and return its address."""
        self._run("createdb", "-h", str(self.folder), "-U", "juminzei", name)
        return f"postgresql://juminzei@{str(self.folder).replace('/', '%2F')}/{name}"

    def stop(self) -> None:
        """Stop the server at once; its data is not needed any more."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(binaries() / program), *arguments],
            check=True,
            capture_output=True,
            user=self.user,
            cwd="/",
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        )


CAN_RUN, MUST_RUN_AND_CANNOT, CANNOT_RUN = 0, 2, 3
"""1 is what Python ends with when this program itself is broken, and must not pass for 3."""


def main() -> int:
    """Say whether the suites on PostgreSQL can run on this machine."""
    try:
        binaries()
    except PostgresqlMissingError as error:
        print(f"PostgreSQL suites not run: {error}")  # noqa: T201 - for the reader of make test
        required = "postgresql" in os.environ.get("JUMINZEI_REQUIRE", "").split()
        return MUST_RUN_AND_CANNOT if required else CANNOT_RUN
    print("the services again, on PostgreSQL:")  # noqa: T201 - for the reader of make test
    return CAN_RUN


if __name__ == "__main__":
    sys.exit(main())
