"""Puts a locked environment into .venv, with one moving line instead of a wall of output.

    python3 .ci/install.py           what Rytmi needs to run           (requirements.txt)
    python3 .ci/install.py dev       and what its tests need as well   (requirements-dev.txt)

Only the standard library is used, nothing outside the clone is written, and a second run with the
same locks does nothing. Which index packages come from is pip's own configuration, as usual.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "rytmi-stamps"
LOCKS = {"runtime": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
OLDEST = (3, 11)
TAIL = 30  # lines of pip's output that are shown when it fails
TICK = 0.2  # seconds between two looks at an unpacking pip
EVERY = 20  # packages between two lines where there is no terminal

SEEN = re.compile(r"^(?:Collecting|Requirement already satisfied:|Ignoring) ([\w.-]+)")


class InstallError(Exception):
    """Something failed; the text says what, and what to do about it."""


def main(arguments: list[str]) -> int:
    """Bring .venv up to the wanted lock; 0 when it is there, 1 when it is not."""
    mode = arguments[0] if arguments else "runtime"
    if len(arguments) > 1 or mode not in LOCKS:
        print(__doc__)
        return 2
    use_a_new_enough_python()
    try:
        if not is_current(mode):
            install(mode)
    except InstallError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next run picks up where this one left off.", file=sys.stderr)
        return 130
    return 0


def use_a_new_enough_python() -> None:
    """Go on under a newer Python of the PATH if this one is too old, or say what is missing."""
    if sys.version_info >= OLDEST:
        return
    for name in ("python3.13", "python3.12", "python3.11"):
        newer = shutil.which(name)
        # Version managers put commands on the PATH that only say that they are not installed.
        if newer and subprocess.run([newer, "-c", ""], stderr=subprocess.DEVNULL).returncode == 0:  # noqa: PLW1510 - the code is looked at
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - no shell is what we want
    have = ".".join(str(part) for part in sys.version_info[:3])
    want = ".".join(str(part) for part in OLDEST)
    sys.exit(
        f"Rytmi needs Python {want} or newer; this is Python {have} ({sys.executable}).\n"
        f"Install a newer one and name it, for example: make install PYTHON=python3.12"
    )


def install(mode: str) -> None:
    """Make .venv if need be, fill it from the lock, add Rytmi itself, and leave stamps.

    Raises:
        InstallError: Python could not make the environment, or pip failed.
    """
    begun = time.monotonic()
    lock = LOCKS[mode]
    make_venv()
    forget("dev")  # until we are through, neither is known to be whole
    forget("runtime")
    total = len(re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", lock.read_text("utf-8"), re.MULTILINE))
    line = Line(total)
    line.say(f"Installing {total} locked packages into .venv ({lock.name})")
    # Wheels only: to build a source archive pip would fetch build tools that no hash vouches for.
    pip(["--only-binary=:all:", "--require-hashes", "-r", str(lock)], line)
    line.show("rytmi itself")
    pip(["--no-build-isolation", "--no-index", "--no-deps", "-e", str(ROOT)], Line(0))
    shutil.rmtree(scratch(), ignore_errors=True)
    remember("runtime")
    if mode == "dev":  # its lock holds the runtime's, version for version
        remember("dev")
    line.clear()
    print(f"Ready in {time.monotonic() - begun:.0f} s: .venv/bin/rytmi", flush=True)


def make_venv() -> None:
    """Create .venv, or make it anew when it was moved or belongs to another Python."""
    if PYTHON.exists() and (VENV / "rytmi-home").is_file():
        if (VENV / "rytmi-home").read_text("utf-8") == home():
            return
        print("The environment in .venv was made by another Python or in another place: anew.")
        shutil.rmtree(VENV)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    if made.returncode != 0:
        raise InstallError(
            f"{sys.executable} could not make a virtual environment:\n{tail(made.stdout)}"
            f"{tail(made.stderr)}\n"
            "On Debian and Ubuntu that part of Python is a package of its own: "
            "apt-get install python3-venv"
        )
    (VENV / "rytmi-home").write_text(home(), "utf-8")


def pip(arguments: list[str], line: Line) -> None:
    """Run ``pip install`` quietly, moving `line` along.

    Raises:
        InstallError: pip failed; its last lines and the likely remedies are in the text.
    """
    command = [str(PYTHON), "-m", "pip", "install", "--no-cache-dir", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar=off", *arguments]
    last: deque[str] = deque(maxlen=TAIL)
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment(),
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe: see above
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        reader = threading.Thread(target=pour, args=(process.stdout, lines), daemon=True)
        reader.start()
        unpacking = False
        while reader.is_alive() or not lines.empty():
            try:
                text = lines.get(timeout=TICK)
            except queue.Empty:
                if unpacking:  # pip says nothing while it unpacks, so we look ourselves
                    arrived = VENV.glob("lib/python*/site-packages/*.dist-info")
                    line.unpacked(sum(1 for _ in arrived))
                continue
            last.append(text)
            seen = SEEN.match(text)
            if seen:
                line.fetched(seen[1])
            elif text.startswith("Installing collected packages"):
                unpacking = True
                line.say("Unpacking them")
    if process.returncode != 0:
        line.clear()
        raise InstallError(
            f"pip could not install what Rytmi needs. Its last lines:\n\n{''.join(last)}\n"
            "What usually helps:\n"
            "  - no route to the package index: check the network, or name your own index to pip\n"
            "    (PIP_INDEX_URL, or `pip config`), then run the same command again;\n"
            "  - hashes do not match: the index serves other files than the public one; use the\n"
            "    public one, or lock again against yours with `make lock`;\n"
            "  - no matching distribution: this Python or this system has no ready-made wheel;\n"
            "    try another Python, for example: make install PYTHON=python3.12\n"
        )


def pour(source: IO[str], lines: queue.SimpleQueue[str]) -> None:
    """Hand every line of `source` on as it comes."""
    for text in source:
        lines.put(text)


class Line:
    """The progress: one line that rewrites itself on a terminal, a few plain lines elsewhere."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.count = 0
        self.live = sys.stdout.isatty()

    def say(self, text: str) -> None:
        """Write a line that stays."""
        if self.total:
            self.clear()
            print(f"{text} …", flush=True)

    def show(self, text: str) -> None:
        """Rewrite the moving line."""
        if self.live and self.total:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r\033[K{f'[{self.count}/{self.total}] {text}'[:width]}", end="", flush=True)

    def clear(self) -> None:
        """Leave an empty line for whoever writes next."""
        if self.live:
            print("\r\033[K", end="", flush=True)

    def fetched(self, name: str) -> None:
        """Count one more package that pip has found."""
        self.count += 1
        self.show(name)
        if self.total and not self.live and self.count % EVERY == 0:
            print(f"  {self.count} of {self.total} fetched", flush=True)

    def unpacked(self, count: int) -> None:
        """Show how many packages have reached the environment."""
        self.count = min(count, self.total)
        self.show("unpacking")


def environment() -> dict[str, str]:
    """Our environment, with temporary files inside the clone and no packages from elsewhere."""
    scratch().mkdir(parents=True, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    return {**kept, "TMPDIR": str(scratch())}


def scratch() -> Path:
    """Where pip may put its temporary files."""
    return ROOT / ".tmp" / "install"


def home() -> str:
    """What an environment is tied to: its place and the Python that made it."""
    return f"{ROOT}\n{sys.base_prefix}\n{sys.version}\n"


def stamp(mode: str) -> str:
    """A digest of everything an installed environment depends on."""
    import tomllib  # noqa: PLC0415 - not in the Pythons that only get as far as the kind sentence

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    ours = [project["build-system"], project["project"], project["tool"]["setuptools"]]
    digest = hashlib.sha256(home().encode())
    digest.update(LOCKS[mode].read_bytes())
    digest.update(json.dumps(ours, sort_keys=True).encode())
    return digest.hexdigest()


def is_current(mode: str) -> bool:
    """Whether .venv already holds this lock."""
    try:
        return PYTHON.exists() and (STAMPS / mode).read_text("utf-8") == stamp(mode)
    except FileNotFoundError:
        return False


def remember(mode: str) -> None:
    """Write down that .venv holds this lock."""
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / mode).write_text(stamp(mode), "utf-8")


def forget(mode: str) -> None:
    """Take the stamp away."""
    (STAMPS / mode).unlink(missing_ok=True)


def tail(text: str) -> str:
    """The last lines of a program's output."""
    return "".join(text.splitlines(keepends=True)[-TAIL:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
