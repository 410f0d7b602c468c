"""Has Slack itself look at what Rytmi sends: `make slack-live-check`, for a person with internet.

It needs no token and installs nothing: Slack's method ``blocks.validate`` takes blocks and views
from anybody, and says what it would not take. What it is given are examples, with names that are
made up. One request a second goes out. No test runs this against Slack.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import aiohttp

from tests.slack.golden import Golden, drawn, hardest, of_transcripts

SLACK: Final = "https://slack.com/api/"
METHOD: Final = "blocks.validate"
MOST: Final = 600
"""Payloads that are sent at most, in ten minutes."""
BETWEEN: Final = 1.0
"""Seconds between two requests."""
LONGEST_REST: Final = 120.0
"""Seconds of rest that are taken as Slack asks for them; who asks for more is not asked again."""
FOLDER: Final = Path(".tmp/slack-live-check")

Rest = Callable[[float], Awaitable[None]]
Tell = Callable[[str], None]


class NoAnswerError(Exception):
    """Slack says nothing that can be gone by."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A payload that Slack would not take, and why."""

    golden: Golden
    why: tuple[str, ...]


async def check(
    goldens: Sequence[Golden], address: str, tell: Tell, rest: Rest = asyncio.sleep
) -> list[Refused]:
    """Have each payload looked at, one after the other; return those that are refused.

    Raises NoAnswerError where Slack cannot be reached, or does not know the method.
    """
    refused = []
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        for number, golden in enumerate(goldens, start=1):
            why = await _asked(session, address, golden, rest)
            if why:
                refused.append(Refused(golden, why))
                tell(f"{golden.name}: {'; '.join(why)}")
            if number % 50 == 0:
                tell(f"… {number} of {len(goldens)}")
            await rest(BETWEEN)
    return refused


async def _asked(
    session: aiohttp.ClientSession, address: str, golden: Golden, rest: Rest
) -> tuple[str, ...]:
    for _ in range(3):
        try:
            async with session.post(
                f"{address}{METHOD}", data={golden.kind: golden.payload}
            ) as answer:
                if answer.status == 429:
                    await rest(min(float(answer.headers.get("Retry-After", "30")), LONGEST_REST))
                    continue
                told: dict[str, Any] = await answer.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise NoAnswerError(f"{address} does not answer: {type(error).__name__}") from None
        return _reasons(told)
    raise NoAnswerError(f"{address} asks for a rest again and again")


def _reasons(told: dict[str, Any]) -> tuple[str, ...]:
    """Return what Slack would not take; raise NoAnswerError where it is about something else."""
    found = told.get("errors") or []
    if not told.get("ok") and not found and "block" not in str(told.get("error", "")):
        raise NoAnswerError(f"Slack says {told.get('error', told)}")
    reasons = [
        " ".join(str(each[name]) for name in ("pointer", "code", "message") if each.get(name))
        if isinstance(each, dict)
        else str(each)
        for each in found
    ]
    if not told.get("ok") and not reasons:
        reasons = [str(told.get("error"))]
    return tuple(reasons)


def chosen(goldens: Sequence[Golden], most: int) -> Sequence[Golden]:
    """Return so many of them at most, always the same ones, of all kinds."""
    if len(goldens) <= most:
        return goldens
    picked = random.Random(len(goldens)).sample(range(len(goldens)), most)
    return [goldens[index] for index in sorted(picked)]


async def _all(most: int, address: str) -> int:
    print("Drawing what the transcripts show …")
    goldens = chosen(drawn([*hardest(), *await of_transcripts()]), most)
    print(f"{len(goldens)} payloads go to {address}{METHOD}, one a second.")
    try:
        refused = await check(goldens, address, print)
    except NoAnswerError as error:
        print(f"Nothing is known: {error}.", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    for each in refused:
        (FOLDER / f"{each.golden.name}.json").write_text(each.golden.payload, "utf-8")
    print(f"{len(goldens) - len(refused)} of {len(goldens)} are taken.")
    if refused:
        print(f"The others are in {FOLDER}/.")
    return 1 if refused else 0


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--most", type=int, default=MOST, help=f"payloads, {MOST} unless told")
    parser.add_argument("--to", default=SLACK, help="the address of another Web API")
    given = parser.parse_args()
    sys.exit(asyncio.run(_all(given.most, f"{given.to.rstrip('/')}/")))


if __name__ == "__main__":
    main()
