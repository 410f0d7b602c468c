"""A small firm in Teams: the double with a tenant of its people, and a terminal beside it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from tests.bot.terminal import Present, Terminal, beside
from tests.teams.activities import install_in
from tests.teams.places import Team, Tenant, User, guid
from tests.teams.platform import Platform
from tests.teams.server import serving
from tests.teams.wires import HttpWire, tell

NO_SECRETS = frozenset({"MICROSOFT_APP_ID", "MICROSOFT_APP_TENANT_ID", "TEAMS_CATALOG_APP"})
CATALOG_APP = guid("catalogue")
USERS = (
    ("Marit", "Marit.Nygard@example.org"),
    ("Jonas", "jonas.bakke@example.org"),
    ("Amalie", "amalie.holm@example.org"),
    ("Sindre", "sindre@elsewhere.example"),
)
"""Three of the sample's five people have their address in Teams."""


@dataclass
class FirmInTeams:
    """The Teams of a firm, and the terminal of those who run Rytmi for it."""

    platform: Platform
    tenant: Tenant
    team: Team
    terminal: Terminal

    def user(self, name: str) -> User:
        """Return one of the firm's users by the first name."""
        return self.tenant.users[guid(f"{self.tenant.id}/{name}")]

    def installs(self, address: str) -> None:
        """Let somebody add Rytmi to the team, and Teams tell the server at this address."""
        install_in(self.platform, self.tenant, self.team, self.user("Marit"))
        self.tells(address)

    def tells(self, address: str) -> None:
        """Let Teams tell the server what has happened."""

        async def told() -> None:
            async with aiohttp.ClientSession() as session:
                await tell(self.platform, HttpWire(self.platform, session, address))

        asyncio.run(told())


def firm_of(platform: Platform) -> tuple[Tenant, Team]:
    """Let the sample firm work in Teams; nobody has Rytmi yet, and no team has."""
    tenant = platform.add_tenant(Tenant(guid("firm"), "Nettbutikk AS"))
    for name, email in USERS:
        aad = guid(f"{tenant.id}/{name}")
        tenant.add_user(User(aad, name, email, locale="nb-NO", zone="Europe/Oslo"))
    team = tenant.add_team("Nettbutikk", ("pilotteam",))
    tenant.catalog[CATALOG_APP] = platform.app.id
    platform.app.tenant = tenant.id
    return tenant, team


def settings_for(platform: Platform, tenant: Tenant) -> dict[str, str]:
    """Return the settings with which Rytmi reaches the firm's Teams."""
    return {
        "MICROSOFT_APP_ID": platform.app.id,
        "MICROSOFT_APP_PASSWORD": platform.app.secret,
        "MICROSOFT_APP_TENANT_ID": tenant.id,
        "TEAMS_LOGIN_URL": platform.url,
        "TEAMS_OPENID_URL": f"{platform.url}/v1/.well-known/openidconfiguration",
        "TEAMS_SERVICE_URL": f"{platform.url}/teams/",
        "TEAMS_GRAPH_URL": platform.url,
    }


@contextmanager
def firm_in_teams(
    database: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[FirmInTeams]:
    """Give the firm's operator a copy of a database and the double to speak with."""
    shutil.copy(database, folder / "rytmi.sqlite")
    platform = Platform(Present())
    tenant, team = firm_of(platform)
    with beside(serving(platform)):
        settings = settings_for(platform, tenant)
        terminal = Terminal(folder, monkeypatch, capsys, settings, NO_SECRETS)
        yield FirmInTeams(platform, tenant, team, terminal)
