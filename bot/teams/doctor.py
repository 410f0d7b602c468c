"""Looks at Teams as far as Rytmi can: token, signing keys, public address, people, channels."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Final

import aiohttp

from adapters.teams.door import AppType, Credentials
from adapters.teams.listening.gate import MESSAGES
from adapters.teams.listening.keys import Keys
from bot.findings import Finding
from bot.settings import Settings
from bot.teams.line import Line, line_of
from bot.teams.people import Listed, listed
from bot.teams.roster import SET_UP
from bot.teams.sentences import Explained, explained
from bot.teams.tenants import DOOR
from dialogs.chats import Workspace
from dialogs.okr.model import Organisation
from storage.database import Database, open_database

PATIENCE: Final = 5.0
"""Seconds that the public address, and Graph, may take for an answer."""
MOST: Final = 20
"""Tenants that are looked at; the others are counted."""
LOCKED: Final = 401
"""What the door says to whoever shows no token: the sign that the address leads to Rytmi."""
PROXY: Final = (
    "Lead https at that address, path /api/messages, to Rytmi's port, and start `rytmi serve`. "
    "docs/teams.md has an example."
)


def look_at_teams(settings: Settings, *, tables: bool) -> list[Finding]:
    """Return what was found; ``tables``: the database is there and its tables are current."""
    return asyncio.run(_look(settings, tables=tables))


async def _look(settings: Settings, *, tables: bool) -> list[Finding]:
    database = open_database(settings.database_url)
    line = line_of(database, settings)
    credentials = line.tenants.credentials
    findings = [Finding("Teams", fine=True, said=_registration(credentials))]
    try:
        if not credentials.development:
            findings.append(await _asked("Teams token", _token(line)))
            findings.append(await _keys(line))
            findings.append(await _public(credentials))
        if tables:
            findings += await _tenants(database, credentials)
        if credentials.graph:
            findings.append(await _asked("Teams and Microsoft Graph", _graph(line)))
    finally:
        await line.connector.close()
        await database.close()
    return findings


def _registration(credentials: Credentials) -> str:
    if credentials.development:
        return "in development: nobody's signature is checked, on this computer only"
    if credentials.app_type is AppType.MANAGED_IDENTITY:
        proof = "a managed identity"
    else:
        proof = "a certificate" if credentials.certificate else "a client secret"
    number = len(credentials.allowed)
    whom = "1 tenant" if number == 1 else f"{number} tenants"
    return f"app {credentials.app_id} ({credentials.app_type}), by {proof}, for {whom}"


async def _asked(what: str, asking: Awaitable[str]) -> Finding:
    """Return what Microsoft said, or why it said no."""
    try:
        return Finding(what, fine=True, said=await asking)
    except Exception as error:
        found = explained(error)
        if found is None:
            raise
        return _wrong(what, found)


def _wrong(what: str, wrong: Explained) -> Finding:
    return Finding(what, fine=wrong.passes, said=wrong.problem, remedy=wrong.remedy)


async def _token(line: Line) -> str:
    await line.connector.tokens.connector()
    return "Microsoft gives one"


async def _graph(line: Line) -> str:
    """Read the first user of each tenant, as much as is needed to know whether Rytmi may."""
    async with asyncio.timeout(PATIENCE):  # it would wait for as long as Graph asks it to
        for tenant in sorted(line.tenants.credentials.allowed):
            async for _ in line.roster.graph.users(tenant, "id"):
                break
    return "the users may be read"


async def _keys(line: Line) -> Finding:
    """Read the keys by which Microsoft's own signature is known."""
    what, openid = "Teams signing keys", line.tenants.credentials.cloud.openid
    keys = Keys(openid, line.door.clock, line.door.counters)
    try:
        keys.prepare()
        await keys.settled()
    finally:
        await keys.close()
    if line.door.counters.keys["read"]:
        return Finding(what, fine=True, said="read")
    return Finding(
        what,
        fine=False,
        said=f"they cannot be read at {openid}",
        remedy="Check that this computer may reach that address, by way of HTTPS_PROXY if need be.",
    )


async def _public(credentials: Credentials) -> Finding:
    """Knock at the door from outside, as somebody without a key."""
    what = "Teams public address"
    if not credentials.public_url:
        return Finding(
            what,
            fine=True,
            said="PUBLIC_URL is not set, so that it was not tried",
            remedy="Set it to where Microsoft reaches this server, such as https://rytmi.example.",
        )
    address = f"{credentials.public_url}{MESSAGES}"
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
            session.post(address, json={}, allow_redirects=False) as answer,
        ):
            status = answer.status
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        said = f"nothing answers at {address} ({type(error).__name__})"
        return Finding(what, fine=True, said=said, remedy=PROXY)
    if status == LOCKED:
        return Finding(what, fine=True, said=f"{address} leads to Rytmi")
    said = f"{address} answers {status}, and Rytmi would answer {LOCKED} to a stranger"
    return Finding(what, fine=True, said=said, remedy=PROXY)


async def _tenants(database: Database, credentials: Credentials) -> list[Finding]:
    places = [each for each in await database.chats.workspaces(DOOR) if each.gone is None]
    known = {each.id: each for each in await database.organisations()}
    findings: list[Finding] = []
    for place in places[:MOST]:
        organisation = None if place.organisation is None else known.get(place.organisation)
        findings += await _of_tenant(database, place, organisation)
        if place.id not in credentials.allowed:
            findings.append(
                Finding(
                    f"Teams tenant {place.id}",
                    fine=True,
                    said="nothing is taken from it: it is in no setting any more",
                    remedy="Put it into TEAMS_TENANTS again, or run `rytmi teams remove "
                    f"{place.id}`.",
                )
            )
    if len(places) > MOST:
        more = f"{len(places) - MOST} tenants more were not looked at"
        findings.append(Finding("Teams", fine=True, said=more))
    if not places:
        said = "none yet; the first `rytmi serve` connects it"
        findings.append(Finding("Teams tenants", fine=True, said=said))
    return findings


async def _of_tenant(
    database: Database, place: Workspace, organisation: Organisation | None
) -> list[Finding]:
    """Look at whom a tenant speaks for, who is reached there, and which channels are."""
    named = f"Teams tenant {place.id}"
    if organisation is None:
        return [
            Finding(
                named,
                fine=True,
                said="registered, and speaks for no organisation",
                remedy=f"Run `rytmi teams connect {place.id} --org ID`, or remove it.",
            )
        ]
    people = await database.read(organisation.id, lambda work: work.everyone())
    everyone = await listed(database.chats, organisation, people, [place])
    findings = [_people(named, organisation, everyone)]
    absent = [each for each in everyone if each.matched and not each.installed]
    if absent:
        findings.append(
            Finding(
                f"Teams app of {organisation.name}",
                fine=True,
                said=f"{len(absent)} of the matched people have not got it for themselves, as far "
                "as is known: `rytmi teams people --without-app`",
                remedy=SET_UP,
            )
        )
    forums = await database.read(organisation.id, lambda work: work.forums())
    reachable = await database.chats.channels(organisation.id)
    lost = list(dict.fromkeys(each.channel for each in forums if each.channel not in reachable))
    if lost:
        findings.append(
            Finding(
                f"Teams channels of {organisation.name}",
                fine=True,
                said=f"not found: {', '.join(lost)}",
                remedy="Add Rytmi to their teams, write them as Team / Channel, and run `rytmi "
                "teams sync`.",
            )
        )
    return findings


def _people(named: str, organisation: Organisation, everyone: Sequence[Listed]) -> Finding:
    matched = sum(each.matched for each in everyone)
    remedy = "`rytmi teams people --unmatched` shows the rest." if matched < len(everyone) else ""
    said = f"speaks for {organisation.name}: {matched} of {len(everyone)} people matched"
    return Finding(named, fine=True, said=said, remedy=remedy)
