"""Replicas that may be killed at any time: ``python -m tests.end_to_end.replica CONFIGURATION``.

The process is a nursery: it has loaded everything, and forks a replica for each line it reads (a
number, which is its place), so that one that was killed is there again within milliseconds. It says
the new one's process id. A replica is an engine behind a small HTTP door, and a postman.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import signal
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Self

from aiohttp import web

from dialogs.catalog import make_engine
from dialogs.engine import Engine
from dialogs.events import Answered, Commanded, Event, Origin
from dialogs.okr.model import OrganisationId, PersonId
from dialogs.ports import Pace, Repeat
from dialogs.posts import Lane
from dialogs.replies import OpenForm
from dialogs.session import SessionId
from scheduler.almanac import HolidayAlmanac
from scheduler.manners import Manners
from scheduler.postman import Postman
from storage.database import open_database
from storage.errors import StorageError
from tests.end_to_end.chat_courier import ChatCourier

DOOR: Final = "chat"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What all replicas of a run share."""

    database: str
    platform: str
    """The double's address."""
    ports: tuple[int, ...]
    """Where the replica of each place listens."""
    folder: str
    """Where they write their logs."""
    repeat: str
    per_second: float
    """The pace of a workspace."""
    burst: int
    at_once: int = 5
    patience: float = 0.5
    lease: float = 1.5
    back_off: tuple[float, ...] = (1.0,) * 60

    def write(self) -> str:
        """Write it as a program's argument."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `write` has written."""
        given: dict[str, Any] = json.loads(text)
        ports, back_off = tuple(given.pop("ports")), tuple(given.pop("back_off"))
        return cls(ports=ports, back_off=back_off, **given)

    def manners(self) -> Manners:
        """Return how their postmen work: everything in short, for a run that lasts a minute."""
        return Manners(
            at_once=self.at_once,
            patience=timedelta(seconds=self.patience),
            lease=timedelta(seconds=self.lease),
            idle=timedelta(seconds=0.2),
            watch=timedelta(seconds=5),
            back_off=tuple(timedelta(seconds=each) for each in self.back_off),
        )


class WallClock:
    """The time that it is."""

    def now(self) -> datetime:
        """Return the present instant."""
        return datetime.now(UTC)


class Front:
    """A door without a page: events in JSON, and the kind of the reply."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def post(self, request: web.Request) -> web.Response:
        """Take an event; what is not answered with 200 was not acknowledged."""
        content = await request.json()
        try:
            reply = await self._engine.handle(_event(content))
        except Exception as error:  # noqa: BLE001 - the database may be away; whoever sent it tries again
            return web.json_response({"error": type(error).__name__}, status=503)
        answer: dict[str, Any] = {"act": type(reply.act).__name__}
        if isinstance(reply.act, OpenForm):
            answer |= {"session": reply.act.form.session, "version": reply.act.form.version}
        return web.json_response(answer)


def _event(content: dict[str, Any]) -> Event:
    origin = Origin(
        OrganisationId(content["organisation"]),
        PersonId(content["person"]),
        DOOR,
        content["delivery"],
    )
    if "values" not in content:
        return Commanded(origin, content["text"])
    return Answered(origin, SessionId(content["session"]), content["version"], content["values"])


async def live(configuration: Configuration, place: int) -> None:
    """Answer and deliver until somebody asks it to end."""
    ending = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ending.set)
    database = open_database(configuration.database)
    clock = WallClock()
    pace = Pace(configuration.per_second, configuration.burst)
    courier = ChatCourier(configuration.platform, Repeat(configuration.repeat), pace)
    engine = make_engine(database, clock, lambda: postman.wake(), HolidayAlmanac())  # noqa: PLW0108 - it comes into being below
    postman = Postman(
        database.outbox,
        {DOOR: courier},
        clock,
        owner=f"replica-{place}-{os.getpid()}-{secrets.token_hex(4)}",
        manners=configuration.manners(),
        tell_failed=engine.failed,
    )
    with suppress(StorageError):
        # Statements are put together at their first use: whoever finds the door open finds it warm.
        now = clock.now()
        await database.outbox.lanes(now, 1)
        await database.outbox.claim("nobody", Lane(DOOR, "nowhere"), None, now, now, 1)
    app = web.Application()
    app.router.add_post("/", Front(engine).post)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", configuration.ports[place], reuse_address=True)
    await site.start()
    running = asyncio.create_task(postman.run())
    await ending.wait()
    await runner.cleanup()
    await postman.stop()
    await running
    await courier.close()
    await database.close()


def nursery(configuration: Configuration) -> None:
    """Fork a replica for each line, until there are no more; then wait for those that live."""
    signal.signal(signal.SIGCHLD, _bury)
    for line in sys.stdin:
        place = int(line)
        child = os.fork()
        if child == 0:
            _be_a_replica(configuration, place)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _bury(number: int, frame: object) -> None:
    """Take note of those that have died, so that their ids become free."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _be_a_replica(configuration: Configuration, place: int) -> None:
    """Live, and leave nothing of the nursery behind."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(
        Path(configuration.folder, f"replica-{place}.log"), os.O_CREAT | os.O_APPEND | os.O_WRONLY
    )
    devnull = os.open(os.devnull, os.O_RDONLY)
    os.dup2(devnull, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(process)d %(name)s %(message)s"
    )
    status = 0
    try:
        asyncio.run(live(configuration, place))
    except BaseException:
        logging.getLogger(__name__).exception("replica ended:")
        status = 1
    os._exit(status)


if __name__ == "__main__":
    nursery(Configuration.read(sys.argv[1]))
