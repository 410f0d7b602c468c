"""Microsoft Graph: users read, Rytmi installed for them, and what is said where it may not be."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from adapters.teams.door import NAME
from adapters.teams.errors import AddressError, ConnectorError, SetUpError
from adapters.teams.graph import Installed
from adapters.teams.people.users import SELECTED
from dialogs.chats import Account, Workspace
from dialogs.okr.model import Language
from dialogs.ports import Delivered
from storage.database import Database
from tests.adapters.teams.outbound import Outbound, outbound
from tests.adapters.teams.test_roster import addressed
from tests.storage.support import ANNA, BEN, CARA, OMA
from tests.teams.faults import WrongError
from tests.teams.graph import INSTALL, READ_USERS, grant

ENTRY = "catalogue-entry"


@pytest_asyncio.fixture
async def here(sqlite: Database) -> AsyncIterator[Outbound]:
    """A replica that may use Graph, in a tenant that has Rytmi in its catalogue."""
    await addressed(sqlite)
    async with outbound(sqlite, graph=True, catalog_app=ENTRY) as made:
        await made.registered()
        made.tenant.catalog[ENTRY] = made.platform.app.id
        grant(made.platform)
        yield made


async def workspace(made: Outbound) -> Workspace:
    return await made.tenants.known(made.tenant.id)


async def accounts(made: Outbound) -> dict[str, Account]:
    listed = await made.database.chats.accounts(OMA, NAME, made.tenant.id)
    return {each.id: each for each in listed}


# --- reading users --------------------------------------------------------------------------------


async def test_all_users_are_read_though_none_has_said_a_word(here: Outbound) -> None:
    anna = here.user("anna", has_app=False, locale="sv-SE")
    ben = here.user("ben", has_app=False)
    for number in range(5):
        here.user(f"u{number}", has_app=False)
    here.platform.page = 3
    report = await here.roster.sync(await workspace(here))
    assert report.matched == ((ANNA, anna.aad), (BEN, ben.aad))
    assert report.missing == (CARA,)
    assert report.not_installed == report.matched
    assert (report.users, report.unmatched, report.unread) == (7, 5, "")
    found = (await accounts(here))[anna.aad]
    assert (found.language, found.name) == (Language.SWEDISH, "Anna")
    assert len(here.calls("users")) == 3


async def test_whoever_is_switched_off_or_gone_has_no_active_account(here: Outbound) -> None:
    anna, ben = here.user("anna"), here.user("ben")
    await here.roster.sync(await workspace(here))
    anna.enabled = False
    del here.tenant.users[ben.aad]
    report = await here.roster.sync(await workspace(here))
    assert report.left == (ANNA, BEN)
    found = await accounts(here)
    assert {name: account.active for name, account in found.items()} == {
        anna.aad: False,
        ben.aad: False,
    }
    assert await here.roster.person(here.tenant.id, anna.aad) is None
    anna.enabled = True
    assert (await here.roster.sync(await workspace(here))).matched == ((ANNA, anna.aad),)


async def test_what_the_client_says_stands_above_the_directory(here: Outbound) -> None:
    anna = here.user("anna", locale="en-US")
    await here.roster.sync(await workspace(here))
    anna.locale = "fi-FI"
    await here.seen(anna)
    anna.locale = "en-US"
    await here.roster.sync(await workspace(here))
    assert (await accounts(here))[anna.aad].language is Language.FINNISH


async def test_somebody_new_is_looked_up_in_the_directory(here: Outbound) -> None:
    anna = here.user("anna", has_app=False)
    assert await here.roster.person(here.tenant.id, anna.aad) == ANNA
    assert len(here.calls("user")) == 1
    assert await here.roster.person(here.tenant.id, "nobody") is None


async def test_an_empty_directory_switches_nobody_off(here: Outbound) -> None:
    anna = here.user("anna")
    await here.account(anna)
    here.tenant.users.clear()
    await here.roster.sync(await workspace(here))
    assert (await accounts(here))[anna.aad].active


async def test_without_consent_the_teams_are_read_and_the_operator_is_told_what_to_do(
    here: Outbound,
) -> None:
    here.tenant.grants.clear()
    anna = here.user("anna")
    await here.seen(anna)
    report = await here.roster.sync(await workspace(here))
    assert report.matched == ((ANNA, anna.aad),)
    assert "User.Read.All" in report.unread
    assert "TEAMS_GRAPH" in report.unread
    grant(here.platform, READ_USERS)
    assert (await here.roster.sync(await workspace(here))).unread == ""


async def test_patience_is_kept_where_graph_asks_for_it(here: Outbound) -> None:
    here.user("anna")
    here.platform.throttle(f"graph:{here.tenant.id}", 17)
    await here.roster.sync(await workspace(here))
    assert here.rests.seconds == [17]
    here.platform.trouble("users", WrongError(503, "ServiceUnavailable"), times=2)
    await here.roster.sync(await workspace(here))
    assert here.rests.seconds == [17, 10, 10]


async def test_one_who_asks_for_too_much_patience_is_asked_another_time(here: Outbound) -> None:
    here.platform.throttle(f"graph:{here.tenant.id}", 600)
    with pytest.raises(ConnectorError) as failed:
        await here.roster.sync(await workspace(here))
    assert failed.value.status == 429
    assert here.rests.seconds == []


async def test_a_next_page_elsewhere_gets_no_token(
    here: Outbound, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def elsewhere(*given: object) -> dict[str, object]:
        return {"value": [], "@odata.nextLink": "https://attacker.example/v1.0/users"}

    monkeypatch.setattr(here.connector.wire, "ask", elsewhere)
    pages = aiter(here.roster.graph.users(here.tenant.id, SELECTED))
    with pytest.raises(AddressError):
        await anext(pages)


async def test_a_revoked_token_is_another_one_at_once(here: Outbound) -> None:
    here.user("anna")
    await here.roster.sync(await workspace(here))
    here.platform.revoke()
    await here.roster.sync(await workspace(here))
    assert [call.status for call in here.calls("users")] == [200, 401, 200]


# --- installing -----------------------------------------------------------------------------------


async def test_rytmi_is_installed_for_those_who_lack_it(here: Outbound) -> None:
    anna, ben = here.user("anna", has_app=False), here.user("ben", has_app=False)
    report = await here.roster.sync(await workspace(here))
    done = await here.installer.install(await workspace(here), report.not_installed)
    assert (done.new, done.already, done.refused) == ((ANNA, BEN), (), ())
    assert anna.has_app
    assert ben.has_app
    assert isinstance(await here.courier.deliver(here.parcel(anna)), Delivered)
    [call, _] = here.calls("install")
    bound = str(call.body["teamsApp@odata.bind"])
    assert bound.endswith(f"/v1.0/appCatalogs/teamsApps/{ENTRY}")


async def test_who_has_it_already_is_known_to_have_it_afterwards(here: Outbound) -> None:
    anna = here.user("anna")
    report = await here.roster.sync(await workspace(here))
    assert report.not_installed == ((ANNA, anna.aad),), "nobody has told that they have it"
    done = await here.installer.install(await workspace(here), report.not_installed)
    assert done.already == (ANNA,)
    assert (await here.roster.sync(await workspace(here))).not_installed == ()


async def test_a_refusal_for_one_does_not_stop_the_others(here: Outbound) -> None:
    guest = here.user("anna", has_app=False, is_guest=True)
    ben = here.user("ben", has_app=False)
    assert await here.roster.pair(await workspace(here), ANNA, guest.aad)
    report = await here.roster.sync(await workspace(here))
    done = await here.installer.install(await workspace(here), report.not_installed)
    assert done.new == (BEN,)
    assert done.refused == ((ANNA, "Teams says 403 Forbidden"),)
    assert ben.has_app


async def test_no_more_than_graph_takes(here: Outbound) -> None:
    people = [(ANNA, here.user(f"u{number}", has_app=False).aad) for number in range(95)]
    told: list[tuple[str, int]] = []
    done = await here.installer.install(
        await workspace(here), people, lambda *what: told.append(what)
    )
    assert len(done.new) == 95
    assert {call.status for call in here.calls("install")} == {201}, "nobody had to ask for a rest"
    assert told[-1] == ("installations", 95)
    assert sum(here.rests.seconds) >= 95 / 30 - 1


async def test_installing_needs_an_administrators_consent(here: Outbound) -> None:
    here.tenant.grants = {READ_USERS}
    anna = here.user("anna", has_app=False)
    with pytest.raises(SetUpError, match=INSTALL):
        await here.installer.install(await workspace(here), [(ANNA, anna.aad)])


async def test_installing_twice_is_the_same(here: Outbound) -> None:
    anna = here.user("anna", has_app=False)
    graph = here.roster.graph
    assert await graph.install(here.tenant.id, anna.aad, ENTRY) is Installed.NEW
    assert await graph.install(here.tenant.id, anna.aad, ENTRY) is Installed.ALREADY


@pytest.mark.parametrize(
    ("given", "setting"),
    [
        ({"graph": False, "catalog_app": ENTRY}, "TEAMS_GRAPH"),
        ({"graph": True}, "TEAMS_CATALOG_APP"),
    ],
)
async def test_what_is_not_switched_on_is_not_done(
    sqlite: Database, given: dict[str, Any], setting: str
) -> None:
    async with outbound(sqlite, **given) as made:
        tenant = await made.registered()
        assert not made.installer.is_set_up
        with pytest.raises(SetUpError) as failed:
            await made.installer.install(tenant, [(ANNA, "u")])
        assert failed.value.setting == setting
        assert made.platform.calls == []


# --- upkeep ---------------------------------------------------------------------------------------


async def test_upkeep_installs_for_whoever_is_new(here: Outbound) -> None:
    anna = here.user("anna", has_app=False)
    await here.upkeep.round()
    assert anna.has_app
    calls = len(here.platform.calls)
    here.clock.go(timedelta(minutes=5))
    await here.upkeep.round()
    assert len(here.platform.calls) == calls, "once a day is enough"
    ben = here.user("ben", has_app=False)
    here.clock.go(timedelta(days=1))
    await here.upkeep.round()
    assert ben.has_app


async def test_upkeep_goes_on_where_it_may_not_install(here: Outbound) -> None:
    here.tenant.grants = {READ_USERS}
    here.user("anna", has_app=False)
    await here.upkeep.round()
    await here.upkeep.round()
    assert here.door.counters.syncs == {"done": 1}
    assert len(here.calls("users")) == 1
