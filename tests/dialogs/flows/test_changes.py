"""What a team agreed on is asked about until it is done; who sees to it says how it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from dialogs.events import Answered, Commanded, Origin, Pressed
from dialogs.flows.changes.asking import due
from dialogs.flows.changes.facts import InForce
from dialogs.flows.why import gather as gather_why
from dialogs.flows.why import tell as tell_why
from dialogs.ledger import LedgerFate
from dialogs.okr.cycle import Phase
from dialogs.okr.model import Absence, PersonId
from dialogs.okr.retro import Change, ChangeId, ChangeNews, ChangeState
from dialogs.ports import Work
from dialogs.posts import PostKind
from dialogs.replies import Close, Correct, OpenForm, Show
from dialogs.views import Action, Form, View
from storage.database import Database
from tests.conversations.company import ORGANISATION, company
from tests.conversations.interpreter import say_in_every_language
from tests.conversations.keys import buttons, keys
from tests.conversations.stage import World
from tests.dialogs.flows.looked_back import OWLS, change, look_back
from tests.dialogs.flows.support import seen, situation

CHECK = date(2027, 1, 27)
"""A Wednesday."""
MIDDLE = date(2027, 2, 14)
"""Half of the quarter has passed; a Sunday."""
NEW_YEAR = datetime(2027, 1, 11, 12, 0, tzinfo=UTC)
"""After the week in which the year's first questions come."""
LISTS = change("lists", "liisa", CHECK, "One list for all")
CALLS = change("calls", "matti", date(2027, 2, 3), "Call back the same day", 2)

deliveries = (f"d{n}" for n in count(1))


async def quarter(database: Database, *changes: Change) -> World:
    """Return a world in which the owls' next quarter is running, with changes in force."""
    await database.save_structure(company())
    agreed = changes or (LISTS, CALLS)
    await database.write(ORGANISATION, lambda work: look_back(work, *agreed, turned=Phase.ACTIVE))
    return World(database, NEW_YEAR)


def nine(day: date) -> datetime:
    """Return nine o'clock in Helsinki, in winter."""
    return datetime(day.year, day.month, day.day, 7, 0, tzinfo=UTC)


def asked(world: World, who: str) -> list[View]:
    """Return what somebody was asked about changes, oldest first."""
    box = world.letters.messages.get(who, {}).values()
    return [view for view in box if "changes-ask-lead" in seen(view)]


async def pressed(world: World, who: str, action: Action) -> View | Form:
    """Press a button, and return what is shown."""
    origin = Origin(ORGANISATION, PersonId(who), "web", next(deliveries))
    return _shown(await world.engine.handle(Pressed(origin, action)))


def _shown(reply: object) -> View | Form:
    act = reply.act  # type: ignore[attr-defined]
    say_in_every_language(act)
    assert isinstance(act, Show | Close | OpenForm | Correct)
    return act.view if isinstance(act, Show | Close) else act.form


async def typed(world: World, who: str, text: str) -> View | Form:
    origin = Origin(ORGANISATION, PersonId(who), "web", next(deliveries))
    return _shown(await world.engine.handle(Commanded(origin, text)))


async def filled(world: World, who: str, form: Form, **values: str) -> View | Form:
    origin = Origin(ORGANISATION, PersonId(who), "web", next(deliveries))
    sent = {**dict(form.given), **values}
    return _shown(await world.engine.handle(Answered(origin, form.session, form.version, sent)))


def button(view: View, key: str) -> Action:
    return next(each.action for each in buttons(view) if key in set(keys(each.label)))


async def test_each_owner_is_asked_on_the_first_check_day_and_at_mid_cycle(
    database: Database,
) -> None:
    world = await quarter(database)
    await world.live_until(nine(CHECK) - timedelta(minutes=1))
    assert asked(world, "liisa") == []
    await world.live_until(nine(CHECK))
    (first,) = asked(world, "liisa")
    assert asked(world, "matti") == []
    assert {"button-change-under-way", "button-change-done", "button-change-given-up"} <= set(
        keys(first)
    )
    await world.live_until(nine(CALLS.check))
    assert (len(asked(world, "liisa")), len(asked(world, "matti"))) == (1, 1)
    # Mid-cycle is a Sunday: both are asked on Monday, each once more.
    await world.live_until(nine(MIDDLE + timedelta(days=1)))
    assert (len(asked(world, "liisa")), len(asked(world, "matti"))) == (2, 2)
    await world.live_until(nine(date(2027, 3, 20)))
    assert (len(asked(world, "liisa")), len(asked(world, "matti"))) == (2, 2)


async def test_one_message_holds_all_that_somebody_sees_to(database: Database) -> None:
    both = (LISTS, replace(CALLS, owner=PersonId("liisa")))
    world = await quarter(database, *both)
    await world.live_until(nine(MIDDLE + timedelta(days=1)))
    *_, view = asked(world, "liisa")
    told = [each.action for each in buttons(view) if each.action.step == "say"]
    assert {dict(each.args)["change"] for each in told} == {"lists", "calls"}


async def test_one_press_says_it_and_a_sentence_may_follow(database: Database) -> None:
    world = await quarter(database)
    await world.live_until(nine(CHECK))
    (view,) = asked(world, "liisa")
    thanks = await pressed(world, "liisa", button(view, "button-change-done"))
    assert isinstance(thanks, View)
    assert {"change-thanks", "change-state-done", "button-change-comment"} <= set(seen(thanks))
    again = await pressed(world, "liisa", button(view, "button-change-done"))
    assert "change-already" in set(keys(again))
    form = await pressed(world, "liisa", button(thanks, "button-change-comment"))
    assert isinstance(form, Form)
    assert dict(form.given) == {"state": "done"}
    wrong = await filled(world, "liisa", form, state="forgotten", comment="x" * 501)
    assert isinstance(wrong, Form)
    assert [name for name, _ in wrong.errors] == ["state", "comment"]
    done = await filled(world, "liisa", wrong, state="done", comment="In use since Monday")
    assert isinstance(done, View)
    history = await database.read(ORGANISATION, lambda work: work.change_history(ChangeId("lists")))
    assert [(each.state, each.comment, each.by) for each in history] == [
        (ChangeState.DONE, "", "liisa"),
        (ChangeState.DONE, "In use since Monday", "liisa"),
    ]
    shown = await typed(world, "harri", "changes owls")
    assert {"change-history", "change-news-comment", "change-state-done"} <= set(keys(shown))
    # What is done is asked about no more.
    await world.live_until(nine(date(2027, 3, 20)))
    assert len(asked(world, "liisa")) == 1
    assert len(asked(world, "matti")) == 2


async def test_who_is_away_is_asked_at_the_next(database: Database) -> None:
    world = await quarter(database)
    gone = Absence(PersonId("liisa"), date(2027, 1, 25), date(2027, 1, 29))
    await database.write(ORGANISATION, lambda work: work.set_absence(gone, gone.person, NEW_YEAR))
    await world.live_until(nine(CHECK))
    assert asked(world, "liisa") == []
    now = world.clock.at
    lines = await database.read(ORGANISATION, lambda work: work.ledger([OWLS], NEW_YEAR, now, now))
    fates = [each.fate for each in lines if each.kind is PostKind.CHANGES]
    assert fates == [LedgerFate.ABSENT]
    # The next is the day on which the other one is checked.
    await world.live_until(nine(CALLS.check))
    assert (len(asked(world, "liisa")), len(asked(world, "matti"))) == (1, 1)


async def test_only_who_sees_to_it_or_runs_the_retro_may_say(database: Database) -> None:
    world = await quarter(database)
    say = Action("changes", "say", (("change", "lists"), ("state", "done")))
    refused = await pressed(world, "matti", say)
    assert "change-refused" in set(keys(refused))
    assert "change-refused" in set(
        keys(await pressed(world, "matti", Action("changes", "tell", (("change", "lists"),))))
    )
    about_matti = Action("changes", "say", (("change", "calls"), ("state", "given_up")))
    noted = await pressed(world, "liisa", about_matti)
    assert {"change-thanks", "change-given-up-why"} <= set(keys(noted))
    members = await typed(world, "matti", "changes")
    assert isinstance(members, View)
    mine = {dict(each.action.args).get("change") for each in buttons(members)}
    assert mine == {"calls"}
    leads = await typed(world, "liisa", "muutokset owls")
    assert isinstance(leads, View)
    assert {dict(each.action.args).get("change") for each in buttons(leads)} == {"lists", "calls"}


@pytest.mark.parametrize(
    "args",
    [(("change", "nothing"), ("state", "done")), (("state", "done"),), ()],
)
async def test_a_button_that_names_no_change_says_so(
    database: Database, args: tuple[tuple[str, str], ...]
) -> None:
    world = await quarter(database)
    shown = await pressed(world, "liisa", Action("changes", "say", args))
    assert "change-gone" in set(keys(shown))


async def test_what_is_not_published_is_nobody_s_business_yet(database: Database) -> None:
    await database.save_structure(company())
    await database.write(ORGANISATION, lambda work: look_back(work, LISTS, publish=False))
    world = World(database, NEW_YEAR)
    say = Action("changes", "say", (("change", "lists"), ("state", "done")))
    assert "change-gone" in set(keys(await pressed(world, "liisa", say)))
    assert "changes-none" in set(keys(await typed(world, "liisa", "changes")))
    await world.live_until(nine(MIDDLE + timedelta(days=2)))
    assert asked(world, "liisa") == []


async def test_it_says_why_it_came(database: Database) -> None:
    world = await quarter(database)

    def ask(work: Work, who: str) -> list[str]:
        key = f"changes:owls:meeting-{CHECK}:{who}"
        view = tell_why(gather_why(work, situation(work, who, world.clock.at, key=key)))
        say_in_every_language(view)
        return seen(view)

    told = await database.read(ORGANISATION, lambda work: ask(work, "liisa"))
    assert {"why-changes", "why-changes-rule", "why-moment"} <= set(told)
    everything = await typed(world, "matti", "why")
    assert {"why-all-retros", "why-changes-rule"} <= set(keys(everything))
    assert "why-changes-rule" not in set(keys(await typed(world, "harri", "why")))


CYCLE = company().cycles[1]
ON = {"check": LISTS.check, "middle": MIDDLE}


@pytest.mark.parametrize(
    ("day", "asked_on", "wanted"),
    [
        (CHECK, [], True),
        (CHECK - timedelta(days=3), [], False),
        (MIDDLE, [CHECK], True),
        # Of another change's check day, the owner is asked what nobody asked them before.
        (CHECK + timedelta(days=5), [], True),
        (CHECK + timedelta(days=5), [CHECK], False),
        # A free day moved the check onto this later day, on which they were asked.
        (CHECK + timedelta(days=9), [CHECK + timedelta(days=5)], False),
        (MIDDLE + timedelta(days=5), [CHECK], True),
        (MIDDLE + timedelta(days=5), [CHECK, MIDDLE], False),
    ],
)
def test_a_change_is_due_on_its_days_and_afterwards_only_where_nobody_asked(
    day: date, asked_on: list[date], *, wanted: bool
) -> None:
    before = frozenset((each, LISTS.owner) for each in asked_on)
    found = due([InForce(CYCLE, (LISTS,))], day, before)
    assert found == ([LISTS] if wanted else [])
    for state in (ChangeState.DONE, ChangeState.GIVEN_UP):
        assert due([InForce(CYCLE, (replace(LISTS, state=state),))], day, before) == []


async def test_what_has_been_said_is_only_added_to(database: Database) -> None:
    world = await quarter(database)
    for state in ("under_way", "done", "under_way"):
        await pressed(
            world, "liisa", Action("changes", "say", (("change", "lists"), ("state", state)))
        )
    history: list[ChangeNews] = list(
        await database.read(ORGANISATION, lambda work: work.change_history(ChangeId("lists")))
    )
    assert [each.state.value for each in history] == ["under_way", "done", "under_way"]
