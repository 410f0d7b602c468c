"""People who answer while servers die: each answer comes several times, until it is heard."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.end_to_end.crowd import CROWD, name_of

PATIENCE: Final = timedelta(seconds=1)
"""How long a platform waits for an answer before it delivers once more."""
PAUSE: Final = 0.1
MOST_COPIES: Final = 4


class Answerers:
    """The first so many people of the crowd; each says a number of their own."""

    def __init__(self, ports: Sequence[int], number: int, chance: random.Random) -> None:
        self.acknowledged: dict[int, float] = {}
        """The number of a person whose answer somebody took, and what it was."""
        self.strange: list[str] = []
        """Replies that no answer should get."""
        self.deliveries = 0
        self._ports = ports
        self._number = number
        self._chance = chance

    @property
    def number(self) -> int:
        """How many answer."""
        return self._number

    async def answer_all(self, seconds: float) -> None:
        """Let everybody answer, spread over so many seconds."""
        timeout = ClientTimeout(total=PATIENCE.total_seconds())
        async with ClientSession(timeout=timeout) as client, asyncio.TaskGroup() as group:
            for number in range(self._number):
                await asyncio.sleep(seconds / self._number)
                group.create_task(self._answer(client, number))

    async def _answer(self, client: ClientSession, number: int) -> None:
        person, result = name_of("person", number), name_of("result", number)
        opening = {"delivery": f"open:{number}", "text": "checkin"}
        form = await self._delivered(client, {"person": person, **opening})
        if form["act"] != "OpenForm":
            self.strange.append(f"{person} got {form}")
            return
        value = float(number)
        content = {
            "person": person,
            "delivery": f"answer:{number}",
            "session": form["session"],
            "version": form["version"],
            "values": {f"value:{result}": f"{value:g}", f"confidence:{result}": "7"},
        }
        copies = self._chance.randint(1, MOST_COPIES)
        replies = await asyncio.gather(*(self._delivered(client, content) for _ in range(copies)))
        if any(reply["act"] != "Close" for reply in replies):
            self.strange.append(f"{person} got {replies}")
            return
        self.acknowledged[number] = value

    async def _delivered(self, client: ClientSession, content: dict[str, Any]) -> dict[str, Any]:
        """Deliver until it is acknowledged, to whichever replica is there."""
        while True:
            port = self._chance.choice(self._ports)
            self.deliveries += 1
            try:
                async with client.post(
                    f"http://127.0.0.1:{port}/", json={"organisation": CROWD, **content}
                ) as response:
                    if response.status == 200:
                        answer: dict[str, Any] = await response.json()
                        return answer
            except (ClientError, TimeoutError):
                pass
            await asyncio.sleep(PAUSE)
