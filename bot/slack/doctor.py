"""Looks at Slack as far as Rytmi can: settings, tokens, scopes, people, channels."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from adapters.slack.errors import SealError
from adapters.slack.installing.inspection import Said, of_socket, of_token, of_workspace
from adapters.slack.installing.workspaces import Workspaces
from adapters.slack.sentences import Explained
from adapters.slack.wire import Wire
from bot.clocks import RealClock
from bot.findings import Finding
from bot.known import people_with_accounts
from bot.settings import Settings
from bot.slack.credentials import credentials_of
from bot.slack.manifest import EVENTS
from bot.slack.workspaces import DOOR
from dialogs.chats import Workspace
from dialogs.okr.model import Organisation
from storage.database import Database, open_database

PATIENCE: Final = timedelta(seconds=5)
"""How long Slack may take for an answer."""
MOST: Final = 20
"""Workspaces that are looked at; the others are counted."""
REINSTALL: Final = (
    "Give the app the manifest that `rytmi manifest slack` prints, and install it again."
)

SOCKET: Final = (
    "Socket Mode must be switched on for the app, and SLACK_APP_TOKEN be an app-level token with "
    "the scope connections:write (Basic Information, App-Level Tokens)."
)


def look_at_slack(settings: Settings, *, tables: bool) -> list[Finding]:
    """Return what was found; ``tables``: the database is there and its tables are current."""
    return asyncio.run(_look(settings, tables=tables))


async def _look(settings: Settings, *, tables: bool) -> list[Finding]:
    findings = [Finding("Slack", fine=True, said=_ways(settings))]
    database = open_database(settings.database_url)
    credentials = credentials_of(settings)
    wire = Wire(credentials.api_url, patience=PATIENCE)
    workspaces = Workspaces(database.chats, credentials, RealClock(), wire=wire)
    try:
        places: Sequence[Workspace] = ()
        if tables:
            places = [each for each in await database.chats.workspaces(DOOR) if each.gone is None]
        if credentials.token_keys:
            findings.append(_keys(workspaces, places))
        if credentials.app_token:
            findings.append(await _socket(workspaces))
        if credentials.bot_token:
            findings.append(
                _token("Slack token", await of_token(workspaces, credentials.bot_token))
            )
        known = {each.id: each for each in await database.organisations()} if tables else {}
        for place in places[:MOST]:
            if place.sealed:
                said = await of_workspace(workspaces, place.id)
                findings.append(_token(f"Slack workspace {place.id}", said))
            organisation = None if place.organisation is None else known.get(place.organisation)
            findings += await _of_place(database, place, organisation)
        if len(places) > MOST:
            more = f"{len(places) - MOST} workspaces more were not looked at"
            findings.append(Finding("Slack", fine=True, said=more))
        if tables and not places:
            findings.append(Finding("Slack workspaces", fine=True, said=_none(settings)))
    finally:
        await workspaces.close()
        await database.close()
    return findings


def _ways(settings: Settings) -> str:
    credentials = credentials_of(settings)
    who = "one workspace (SLACK_BOT_TOKEN)" if credentials.bot_token else "installs by OAuth"
    ways = [
        "Socket Mode" if credentials.app_token else "",
        f"HTTP at {credentials.public_url}{EVENTS}" if credentials.signing_secret else "",
    ]
    return f"{who}, by {' and '.join(filter(None, ways))}"


def _none(settings: Settings) -> str:
    if settings.slack_client_id:
        return f"none yet; people install Rytmi at {settings.public_url}/slack/install"
    return "none yet; the first `rytmi serve` connects it"


def _keys(workspaces: Workspaces, places: Sequence[Workspace]) -> Finding:
    vault, number = workspaces.vault, len(workspaces.credentials.token_keys)
    shut = []
    for each in places:
        try:
            if vault is not None and each.sealed:
                vault.open(each.id, each.sealed)
        except SealError:
            shut.append(each.id)
    if shut:
        return Finding(
            "Slack keys",
            fine=False,
            said=f"none of the {number} keys opens what is kept for {', '.join(shut)}",
            remedy="Put the key that sealed it back at the end of SLACK_TOKEN_KEYS, or install "
            "Rytmi there anew.",
        )
    remedy = "Run `rytmi slack reseal`, then keep only the first." if number > 1 else ""
    said = f"{number} in SLACK_TOKEN_KEYS; they open all that is kept"
    return Finding("Slack keys", fine=True, said=said, remedy=remedy)


async def _socket(workspaces: Workspaces) -> Finding:
    what, wrong = "Slack Socket Mode", await of_socket(workspaces)
    if wrong is None:
        return Finding(what, fine=True, said="Slack opens a socket")
    return replace(_wrong(what, wrong), remedy=f"{wrong.remedy} {SOCKET}")


def _token(what: str, said: Said) -> Finding:
    if said.wrong is not None:
        return _wrong(what, said.wrong)
    if said.missing:
        listed = ", ".join(said.missing)
        return Finding(what, fine=False, said=f"scopes are missing: {listed}", remedy=REINSTALL)
    return Finding(what, fine=True, said=f"good, of the workspace {said.name}")


def _wrong(what: str, wrong: Explained) -> Finding:
    return Finding(what, fine=wrong.passes, said=wrong.problem, remedy=wrong.remedy)


async def _of_place(
    database: Database, place: Workspace, organisation: Organisation | None
) -> list[Finding]:
    """Look at whom a workspace speaks for, who is reached there, and which channels are."""
    named = f"Slack workspace {place.id}"
    if organisation is None:
        return [
            Finding(
                named,
                fine=True,
                said=f"{place.name}: installed, and speaks for no organisation",
                remedy=f"Run `rytmi slack connect {place.id} --org ID`, or remove it.",
            )
        ]
    people = await database.read(organisation.id, lambda work: work.everyone())
    accounts = await database.chats.accounts(organisation.id, DOOR, place.id)
    known = people_with_accounts(people, [(place.id, each) for each in accounts])
    reached = sum(each.account is not None and each.account.active for each in known)
    findings = [
        Finding(
            named,
            fine=True,
            said=f"{place.name} speaks for {organisation.name}: {reached} of {len(known)} people "
            "matched",
            remedy="`rytmi slack people --unmatched` shows the rest."
            if reached < len(known)
            else "",
        )
    ]
    forums = await database.read(organisation.id, lambda work: work.forums())
    reachable = await database.chats.channels(organisation.id)
    lost = list(dict.fromkeys(each.channel for each in forums if each.channel not in reachable))
    if lost:
        findings.append(
            Finding(
                f"Slack channels of {organisation.name}",
                fine=True,
                said=f"not found: {', '.join(lost)}",
                remedy="Write them as Slack does, type /invite @Rytmi in them, and run `rytmi "
                "slack sync`.",
            )
        )
    return findings
