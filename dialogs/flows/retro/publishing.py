"""Publishing a retro: its cycle is closed, the next one begins, and everybody can read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from dialogs.flow import Act, Finish
from dialogs.flows.cycle.facts import cycle_action
from dialogs.flows.cycle.unasked import let_go
from dialogs.flows.parts import blocks, why_button
from dialogs.flows.retro.ending import board_button, hindered
from dialogs.flows.retro.outcome import Summary
from dialogs.flows.retro.preview import (
    STAGES,
    Publishing,
    Target,
    consequences,
    gather_held,
    lacking_blocks,
)
from dialogs.flows.retro.setting import retro_action
from dialogs.flows.retro.summary import short_view, summary_view
from dialogs.ledger import LedgerEntry, LedgerFate, Reason
from dialogs.okr.cycle import BY_RETRO, Phase, Turn
from dialogs.okr.retro import Retro, RetroId, Stage
from dialogs.posts import Planned, Post, PostKey, PostKind, Recipient, ToPerson
from dialogs.text import say
from dialogs.views import Bullets, Button, Buttons, Heading, Note, Paragraph, View
from dialogs.writes import BeginCycle, NoteLedger, PublishRetro, TurnCycle, Write


def act_publish(facts: Publishing) -> Finish:
    """Publish a retro, or say what is missing."""
    refused = hindered(facts.ending, STAGES)
    if refused is not None:
        return Finish(refused)
    retro, summary = facts.ending.on_hand()
    missing = lacking_blocks(retro, summary)
    if missing:
        text = say("publish-not-yet")
        board = Buttons((board_button(retro),))
        return Finish(View(text, (Paragraph(text), *missing, board)))
    now = facts.ending.situation.now
    published = replace(retro, stage=Stage.PUBLISHED, published=now)
    whole = replace(summary, retro=published)
    writes: tuple[Write, ...] = (PublishRetro(published), *_turns(facts, summary))
    absent = tuple(_absent(retro, whole, each, now) for each in facts.targets if each.away)
    if absent:
        writes = (*writes, NoteLedger(absent))
    return Finish(_done(facts, whole), writes, tuple(_posts(facts, whole, retro.published)))


def _turns(facts: Publishing, summary: Summary) -> Iterator[Write]:
    """Close the cycle, and begin the next one: it waits until somebody opens it."""
    setting, unit = facts.ending.setting, summary.unit
    now, by = facts.ending.situation.now, setting.person
    if setting.phase is not Phase.CLOSED:
        yield TurnCycle(
            Turn(unit.id, summary.cycle.id, facts.turns + 1, Phase.CLOSED, now, by, BY_RETRO)
        )
        yield from let_go(facts.unasked, now)
    yield BeginCycle(summary.following, facts.added)
    if facts.waits and not facts.following_turns:
        yield TurnCycle(Turn(unit.id, summary.following.id, 1, Phase.PLANNING, now, by, BY_RETRO))


def summary_key(retro: RetroId, recipient: Recipient, at: datetime, form: str) -> PostKey:
    """Name a publication's message: ``form`` is ``summary``, or ``short`` for the level above."""
    who = recipient.person if isinstance(recipient, ToPerson) else recipient.channel
    return PostKey(f"retro-{form}:{retro}:{who}:{at.timestamp():.0f}")


def _posts(facts: Publishing, summary: Summary, before: datetime | None) -> Iterator[Post]:
    """Tell the unit and the level above; a correction takes the place of what they had."""
    corrected = before is not None
    whole = summary_view(summary, corrected=corrected)
    upward = short_view(summary, corrected=corrected)
    for form, view, targets in (("summary", whole, facts.targets), ("short", upward, facts.above)):
        for each in targets:
            if not each.away:
                yield _post(summary, each, form, view, before)


def _post(summary: Summary, target: Target, form: str, view: View, before: datetime | None) -> Post:
    retro = summary.retro
    now = _published(summary)
    key = summary_key(retro.id, target.recipient, now, form)
    earlier = None if before is None else summary_key(retro.id, target.recipient, before, form)
    return Post(
        key=key,
        kind=PostKind.RETRO,
        recipient=target.recipient,
        reader=target.reader,
        view=_with_why(view, key),
        at=target.at,
        replaces=earlier,
        planned=Planned(unit=retro.unit, period=retro.cycle, at=target.at),
    )


def _with_why(view: View, key: PostKey) -> View:
    """Let a message say why it came, beside its other buttons if they come last."""
    *rest, last = view.blocks
    if isinstance(last, Buttons):
        return replace(view, blocks=(*rest, Buttons((*last.items, why_button(key)))))
    return replace(view, blocks=(*view.blocks, Buttons((why_button(key),))))


def _published(summary: Summary) -> datetime:
    at = summary.retro.published
    assert at is not None  # noqa: S101 - it has just been published
    return at


def _absent(retro: Retro, summary: Summary, target: Target, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        key=summary_key(retro.id, target.recipient, now, "summary"),
        kind=PostKind.RETRO,
        recipient=target.recipient,
        unit=retro.unit,
        period=retro.cycle,
        at=_published(summary),
        fate=LedgerFate.ABSENT,
        reason=Reason.AWAY,
        zone=target.reader.zone,
    )


def _done(facts: Publishing, summary: Summary) -> View:
    """Say what publishing has done, and where it goes on."""
    retro, following = summary.retro, summary.following
    title = say("publish-done", unit=summary.unit.name, cycle=summary.cycle.name)
    cycles = cycle_action("show", summary.unit.id)
    opens = cycle_action("open", summary.unit.id, following.id)
    # So late nobody is called to open it any more: whoever publishes is the last to hear of it.
    begun = facts.waits and following.start <= facts.ending.setting.on
    key = "publish-open-now" if begun else "publish-open"
    return View(
        title,
        blocks(
            Heading(title),
            Bullets(tuple(consequences(facts, summary))),
            Note(say(key, cycle=following.name)) if facts.waits else None,
            Buttons(
                (
                    *((Button(say("button-cycle-open"), opens, main=True),) if begun else ()),
                    Button(say("publish-read"), retro_action("show", retro), main=not begun),
                    Button(say("publish-cycle"), cycles),
                )
            ),
        ),
    )


PUBLISH: Final = Act("publish", gather_held, act_publish)
