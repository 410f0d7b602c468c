"""Which tenants there are: registered at the start, connected, and looked after day by day."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from adapters.teams.door import NAME, Credentials, TeamsDoor
from adapters.teams.errors import GoneError, SetUpError, UnreachedError
from adapters.teams.tenancy.beginning import begin
from adapters.teams.tenancy.places import FRESH, Places
from adapters.teams.tenancy.tenants import Tenants
from dialogs.chats import Conversation, Scope, Workspace
from dialogs.okr.model import OrganisationId
from storage.database import Database
from tests.adapters.teams.outbound import TENANT, Outbound, outbound
from tests.adapters.teams.test_roster import addressed
from tests.storage.support import ANNA, NAAPURI, NOW, OMA, structure
from tests.teams.faults import Fault, WrongError
from tests.teams.places import Tenant, guid


@pytest_asyncio.fixture
async def here(sqlite: Database) -> AsyncIterator[Outbound]:
    """A replica before its start."""
    await addressed(sqlite)
    async with outbound(sqlite) as made:
        yield made


def with_settings(made: Outbound, **given: object) -> Tenants:
    """The tenants of a replica with other settings."""
    own = replace(made.door.credentials, **given)  # type: ignore[arg-type] # of its fields
    return Tenants(replace(made.door, credentials=own))


async def start(made: Outbound, tenants: Tenants | None = None) -> bool:
    """Begin; say whether something goes on trying."""
    later = await begin(
        tenants or made.tenants,
        made.door.organisations,
        made.connector.tokens.connector,
        rest=made.rests,
    )
    if later is not None:
        later.close()
    return later is not None


async def known(made: Outbound, tenant: str = TENANT) -> Workspace | None:
    return await made.database.chats.workspace(NAME, tenant)


# --- the start ------------------------------------------------------------------------------------


async def test_the_first_start_connects_the_tenant_with_the_only_organisation(
    here: Outbound,
) -> None:
    assert not await start(here)
    found = await here.tenants.find(TENANT)
    assert found is not None
    assert found.organisation == OMA
    assert not await start(here), "and once more is the same"
    assert (await here.tenants.known(TENANT)).version == found.version


async def test_further_tenants_are_registered_and_wait_for_an_operator(here: Outbound) -> None:
    other = guid("other")
    await start(here, with_settings(here, tenants=(other,)))
    found = await known(here, other)
    assert found is not None
    assert (found.organisation, found.gone) == (None, None)


async def test_of_several_organisations_one_must_be_named(here: Outbound) -> None:
    await here.database.save_structure(structure(NAAPURI))
    with pytest.raises(SetUpError, match="TEAMS_ORGANISATION"):
        await start(here)
    await start(here, with_settings(here, organisation=NAAPURI))
    found = await known(here)
    assert found is not None
    assert found.organisation == NAAPURI
    assert not await start(here), "what was connected once stays"
    with pytest.raises(SetUpError, match="nobody"):
        await start(here, with_settings(here, organisation=OrganisationId("nobody")))


async def test_before_an_import_it_says_what_to_do(sqlite: Database) -> None:
    async with outbound(sqlite) as made:

        async def none() -> tuple[OrganisationId, ...]:
            return ()

        with pytest.raises(SetUpError, match="rytmi import"):
            await begin(made.tenants, none, made.connector.tokens.connector)


async def test_a_wrong_secret_ends_the_start_and_is_named(here: Outbound) -> None:
    here.platform.app.secret = "another one"
    with pytest.raises(SetUpError, match="MICROSOFT_APP_PASSWORD"):
        await start(here)
    await here.database.chats.connect(NAME, TENANT, OMA)
    with pytest.raises(SetUpError):
        await start(here)


async def test_an_outage_ends_the_first_start_only(
    here: Outbound, caplog: pytest.LogCaptureFixture
) -> None:
    here.platform.trouble("token", Fault.GATEWAY_BEFORE)
    with pytest.raises(UnreachedError):
        await start(here)
    here.clock.go(timedelta(minutes=1))
    here.platform.trouble("token", Fault.GATEWAY_BEFORE, times=3)
    later = await begin(
        here.tenants, here.door.organisations, here.connector.tokens.connector, rest=here.rests
    )
    assert later is not None
    with caplog.at_level(logging.INFO):
        await later
    assert here.rests.seconds == [5, 10, 20]
    assert "Microsoft can be reached again" in caplog.text


async def test_a_setting_that_turns_out_to_be_wrong_ends_the_trying(
    here: Outbound, caplog: pytest.LogCaptureFixture
) -> None:
    await start(here)
    here.connector.tokens.forget(await here.connector.tokens.connector())
    here.platform.trouble("token", Fault.GATEWAY_BEFORE)
    here.platform.app.secret = "another one"
    later = await begin(
        here.tenants, here.door.organisations, here.connector.tokens.connector, rest=here.rests
    )
    assert later is not None
    with caplog.at_level(logging.ERROR):
        await later
    assert "MICROSOFT_APP_PASSWORD" in caplog.text


# --- which are let in -----------------------------------------------------------------------------


async def test_only_the_tenants_that_are_set_are_let_in(here: Outbound) -> None:
    assert here.tenants.lets_in(TENANT)
    assert not here.tenants.lets_in("another")
    assert await here.tenants.met("another") is None
    assert await known(here, "another") is None
    found = await here.tenants.met(TENANT)
    assert found is not None
    assert found.organisation is None, "an operator, or the start, connects it"


async def test_in_development_whoever_comes_is_let_in(here: Outbound, sqlite: Database) -> None:
    tenants = Tenants(replace(here.door, credentials=Credentials(development=True)))
    found = await tenants.met("playground")
    assert found is not None
    assert found.organisation == OMA
    await sqlite.save_structure(structure(NAAPURI))
    found = await tenants.met("another playground")
    assert found is not None
    assert found.organisation is None


async def test_what_an_operator_removes_is_gone_soon_and_comes_back_with_the_next_start(
    here: Outbound,
) -> None:
    await start(here)
    await here.tenants.known(TENANT)
    await here.database.chats.remove(NAME, TENANT, NOW)  # by another process
    assert await here.tenants.find(TENANT) is not None
    here.clock.go(timedelta(seconds=15))
    assert await here.tenants.find(TENANT) is None
    with pytest.raises(GoneError):
        await here.tenants.known(TENANT)
    await start(here)
    assert await here.tenants.find(TENANT) is not None


async def test_who_holds_something_of_a_tenant_that_is_gone_forgets_it(here: Outbound) -> None:
    await start(here)
    anna = here.user("anna")
    await here.seen(anna)
    assert await here.roster.person(TENANT, anna.aad) == ANNA
    await here.tenants.gone(TENANT, "removed by hand")
    assert await here.places.find(TENANT, anna.aad) is None
    assert await here.roster.person(TENANT, anna.aad) is None
    await here.tenants.gone(TENANT, "and once more")


# --- where one writes to --------------------------------------------------------------------------


async def test_what_another_replica_has_heard_is_known(here: Outbound) -> None:
    await start(here)
    other = Places(Tenants(here.door))
    told = Conversation("aad", Scope.PERSONAL, "a:1", here.platform.service(here.tenant))
    assert await here.places.find(TENANT, "aad") is None
    await other.note(TENANT, [told])
    assert await here.places.find(TENANT, "aad") == told, "who is not known is looked for"
    moved = replace(told, service=f"{here.platform.url}/uk/")
    await other.note(TENANT, [moved])
    here.clock.go(FRESH)
    assert await here.places.find(TENANT, "aad") == moved
    await here.places.lost(TENANT, "aad", told)
    await other.note(TENANT, [replace(moved, id="a:2")])
    here.clock.go(FRESH)
    found = await here.places.find(TENANT, "aad")
    assert found is not None


async def test_nothing_is_known_of_a_door_without_tenants(sqlite: Database) -> None:
    async with outbound(sqlite) as made:
        door: TeamsDoor = made.door
        places = Places(Tenants(door))
        assert await places.all_of("nowhere") == []
        assert await places.service("nowhere") == door.credentials.cloud.service


# --- upkeep ---------------------------------------------------------------------------------------


async def test_users_are_read_once_a_day_and_after_an_import(here: Outbound) -> None:
    await start(here)
    anna = here.user("anna")
    await here.seen(anna, here.team("County", "Board").channels[0])
    heard: list[int] = []
    here.upkeep.reported = lambda _, report: heard.append(report.users)
    await here.upkeep.round()
    here.clock.go(timedelta(hours=23))
    await here.upkeep.round()
    assert heard == [1]
    await addressed(here.database, board="Board")
    await here.upkeep.round()
    assert heard == [1, 1]
    addresses = await here.database.chats.channels(OMA)
    assert {where for _, where in addresses.values()} >= {here.tenant.teams[0].channel("Board").id}
    here.clock.go(timedelta(days=1))
    await here.upkeep.round()
    assert heard == [1, 1, 1]
    assert here.door.counters.syncs == {"done": 3}


async def test_a_team_that_rytmi_is_added_to_is_read_in_the_next_round(here: Outbound) -> None:
    await start(here)
    anna = here.user("anna", has_app=False)
    await here.upkeep.round()
    assert await here.roster.person(TENANT, anna.aad) is None
    dora = here.user("dora")
    await here.seen(dora, here.team("County").channels[0])
    here.clock.go(timedelta(minutes=5))
    await here.upkeep.round()
    assert await here.roster.person(TENANT, anna.aad) == ANNA


async def test_what_fails_is_tried_again_in_the_next_round(
    here: Outbound, caplog: pytest.LogCaptureFixture
) -> None:
    await start(here)
    await here.seen(here.user("anna"), here.team("County").channels[0])
    here.platform.trouble("team", WrongError(500, "ServiceError"))
    here.platform.trouble("team", Fault.RESET_BEFORE, times=2)
    for _ in range(3):
        await here.upkeep.round()
    assert here.door.counters.syncs == {"failed": 2, "done": 1}
    assert "were not read: Teams says 500 ServiceError" in caplog.text


async def test_a_tenant_that_is_not_connected_is_left_alone(here: Outbound) -> None:
    await here.registered(organisation=None)
    await here.upkeep.round()
    assert here.platform.calls == []
    assert here.door.counters.syncs == {}


async def test_a_tenant_that_is_in_no_setting_any_more_is_left_alone(here: Outbound) -> None:
    await start(here)
    other = await here.registered(here.platform.add_tenant(Tenant(guid("other"), "Other")))
    heard: list[str] = []
    here.upkeep.reported = lambda tenant, _: heard.append(tenant.id)
    await here.upkeep.round()
    assert other.organisation == OMA
    assert heard == [TENANT]


async def test_a_setting_that_is_wrong_is_named_where_users_are_not_read(
    here: Outbound, caplog: pytest.LogCaptureFixture
) -> None:
    await start(here)
    await here.seen(here.user("anna"), here.team("County").channels[0])
    here.platform.app.secret = "another"
    here.connector.tokens.forget(await here.connector.tokens.connector())
    await here.upkeep.round()
    assert here.door.counters.syncs == {"failed": 1}
    assert f"the users of {TENANT} were not read: MICROSOFT_APP_PASSWORD: " in caplog.text
