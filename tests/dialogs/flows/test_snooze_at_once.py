"""Of two buttons that are pressed in the same instant, what is told is what holds."""

from __future__ import annotations

import asyncio

import pytest

from dialogs.catalog import make_engine
from dialogs.events import Origin, Pressed
from dialogs.flows.check_in.facts import snooze_keys
from dialogs.okr.model import PersonId
from dialogs.okr.week import Week
from dialogs.posts import PostKey
from dialogs.text import Instant, Phrase
from dialogs.views import Action, Paragraph, View
from storage.database import Database
from tests.conversations.company import ORGANISATION, company
from tests.conversations.stage import SetClock
from tests.dialogs.flows.support import ALMANAC, MONDAY

WEEK = Week(2026, 45)
PRESSES = ("later", "tomorrow", "tomorrow", "later")


def told(view: View) -> tuple[str, Instant | None]:
    """Return what was said about the hour, and the hour."""
    (first,) = (block for block in view.blocks if isinstance(block, Paragraph))
    assert isinstance(first.text, Phrase)
    at = dict(first.text.args).get("at")
    return first.text.key, at if isinstance(at, Instant) else None


@pytest.mark.parametrize("who", ["liisa", "matti", "heidi", "harri", "bertta", "bengt"])
async def test_one_of_several_presses_sets_the_hour_and_the_others_are_told_which(
    database: Database, who: str
) -> None:
    await database.save_structure(company())
    engine = make_engine(database, SetClock(MONDAY), lambda: None, ALMANAC)
    events = [
        Pressed(
            Origin(ORGANISATION, PersonId(who), "slack", f"p{number}"),
            Action("snooze", step, (("week", str(WEEK)),)),
        )
        for number, step in enumerate(PRESSES)
    ]
    replies = await asyncio.gather(*(engine.handle(event) for event in events))
    said = [told(reply.act.view) for reply in replies if hasattr(reply.act, "view")]
    assert sorted(key for key, _ in said) == ["snooze-already"] * 3 + ["snooze-set"]
    assert len({at for _, at in said}) == 1
    keys: tuple[PostKey, ...] = snooze_keys(WEEK, PersonId(who))
    stored = await database.read(ORGANISATION, lambda work: work.posted(keys))
    assert [Instant(each.at) for each in stored.values() if each.at] == [said[0][1]]
