"""`make playground`: a sample organisation, `rytmi serve`, and the playground in front of it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.end_to_end.service import RYTMI, settings
from tests.npm import NoNodeError
from tests.playground.company import CASTS, write
from tests.playground.ground import KIT, LICENCE, OPEN_TO_ALL, PORT, installed, running

LOOKS = 0.5
"""Seconds between two looks at whether both still run."""


def main() -> int:
    """Run both until one ends, or somebody ends them; return the status."""
    given = argparse.ArgumentParser(prog="make playground ARGS=…", description=__doc__)
    given.add_argument("--org", choices=sorted(CASTS), default="oma-hame")
    given.add_argument("--port", type=int, default=3978)
    given.add_argument("--walk", action="store_true", help="walk through it and take pictures")
    chosen = given.parse_args()
    print(f"{LICENCE}\n{OPEN_TO_ALL}\n", flush=True)
    try:
        installed()
    except NoNodeError as missing:
        print(missing, file=sys.stderr)
        return 2
    if chosen.walk:
        from tests.playground.walk import walk  # noqa: PLC0415 - needs Chromium

        walk()
        return 0
    return _serve(chosen.org, chosen.port, KIT.place)


def _serve(sample: str, port: int, folder: Path) -> int:
    for old in folder.glob("rytmi.sqlite*"):
        old.unlink()
    env = settings(TEAMS_DEVELOPMENT="on", HOST="127.0.0.1", PORT=str(port))
    for command in (("migrate",), ("import", "--sample", sample)):
        subprocess.run([RYTMI, *command], cwd=folder, env=env, check=True)
    write(sample, folder)
    browser = "DISPLAY" in os.environ or sys.platform in {"darwin", "win32"}
    serving = subprocess.Popen([RYTMI, "serve"], cwd=folder, env=env, stdin=subprocess.DEVNULL)
    try:
        with running(
            folder, f"http://127.0.0.1:{port}/api/messages", browser=browser, sample=sample
        ) as playground:
            print(f"The playground: http://localhost:{PORT}/ (its log: {folder}/playground.log)")
            print("Write `checkin` to Rytmi. Ctrl+C ends both.", flush=True)
            while serving.poll() is None and playground.poll() is None:
                time.sleep(LOOKS)
    except KeyboardInterrupt:
        return 0
    finally:
        serving.terminate()
        serving.wait(30)
    return 1


if __name__ == "__main__":
    sys.exit(main())
