"""Puts the playground into .tmp, and starts and ends its process."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bot.demo import read_sample
from dialogs.okr.model import Language
from tests.npm import Kit
from tests.npm import installed as filled

KIT: Final = Kit(sources=Path(__file__).parent / "node", name="playground")
PROGRAM: Final = "node_modules/@microsoft/m365agentsplayground/cli.js"
PORT: Final = 56150
LOCALES: Final = {Language.FINNISH: "fi_FI.UTF-8", Language.NORWEGIAN: "nb_NO.UTF-8"}
LICENCE: Final = (
    "Microsoft's Agents Playground is pre-release software under Microsoft's own terms, for "
    "evaluating it and giving feedback. It is no part of Rytmi and is not passed on with it. The "
    "terms: .tmp/playground/node_modules/@microsoft/m365agentsplayground/LICENSE"
)
OPEN_TO_ALL: Final = (
    "It listens on all of this computer's addresses, and cannot be told otherwise: use it behind a "
    "firewall, and never with data that matters."
)


def installed() -> Path:
    """Return the folder with the playground in it, filled at first; raise NoNodeError if not."""
    return filled(KIT)


@contextmanager
def running(
    folder: Path, bot: str, *, browser: bool, sample: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the playground until the block ends; it finds its people in the folder.

    ``bot`` is the address that takes what people write there; ``browser``: it opens one. Language
    and time zone that it tells of them are those of its own process.
    """
    organisation = read_sample(sample).structure.organisation
    locale = LOCALES[organisation.language]
    env = {**os.environ, "TZ": organisation.zone, "LC_ALL": locale, "LANG": locale}
    if not browser:
        env["TEAMSAPPTESTER_BROWSER"] = "none"
    program = installed() / PROGRAM
    flags = ["-e", bot, "-c", "msteams", "-p", str(PORT), "--disable-telemetry"]
    with (folder / "playground.log").open("wb") as log:
        process = subprocess.Popen(
            ["node", str(program), "start", *flags],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
