"""What publishing a retro would do: who is told, what is missing, what the next cycle gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from dialogs.flow import Situation, Tell
from dialogs.flows.cycle.unasked import NOTHING, Unasked, gather_unasked
from dialogs.flows.parts import blocks, day_of
from dialogs.flows.retro.carrying_over import (
    against_the_method,
    carried_over,
    going_on,
    names_for,
)
from dialogs.flows.retro.ending import (
    Ending,
    board_button,
    carry_action,
    gather_ending,
    gather_ending_held,
    hindered,
    undecided,
    unscored,
)
from dialogs.flows.retro.members import gather_receivers
from dialogs.flows.retro.outcome import Summary
from dialogs.flows.retro.setting import retro_action
from dialogs.flows.retro.summary import summary_blocks
from dialogs.okr.cycle import Phase, phases
from dialogs.okr.model import Forum, KeyResultId, Unit
from dialogs.okr.retro import Retro, Stage
from dialogs.ports import Work
from dialogs.posts import Recipient, ToChannel, ToPerson
from dialogs.retros import Aims
from dialogs.text import Listing, Reader, Text, Verbatim, say
from dialogs.views import (
    Block,
    Bullets,
    Button,
    Buttons,
    Heading,
    View,
)

STAGES: Final = frozenset({Stage.CARRYING})
"""Where a retro can be published."""
MOST_MISSING: Final = 8
"""Goals that are named where something is missing of them."""
NO_AIMS: Final = Aims((), ())


@dataclass(frozen=True, slots=True)
class Target:
    """Somewhere a published retro is told."""

    recipient: Recipient
    reader: Reader
    name: str
    at: datetime
    """Aware, UTC: now; of a person outside their working hours, when the next ones begin."""
    away: bool = False


@dataclass(frozen=True, slots=True)
class Publishing:
    """A retro, the cycle that follows, and who is told."""

    ending: Ending
    turns: int = 0
    """Turns of the cycle that is looked back on."""
    following_turns: int = 0
    following_phase: Phase | None = None
    """None: the unit has nothing in it yet."""
    known: Aims = NO_AIMS
    """The goals that the next cycle has already."""
    added: Aims = NO_AIMS
    """Those that it gets from this one."""
    targets: tuple[Target, ...] = ()
    """The unit's forums; its members where it has none."""
    above: tuple[Target, ...] = ()
    """The forums of the nearest unit above that has any."""
    unasked: Unasked = NOTHING
    """What would be asked in vain once the cycle is closed."""

    @property
    def waits(self) -> bool:
        """Whether the next cycle waits until somebody opens it.

        One that runs by its dates already does not: nobody is asked less for a late retro.
        """
        return self.following_phase in {None, Phase.PLANNING}


def gather(work: Work, situation: Situation) -> Publishing:
    """Gather what would be published."""
    return _publishing(work, gather_ending(work, situation))


def gather_held(work: Work, situation: Situation) -> Publishing:
    """The same, holding the retro until it is published."""
    facts = _publishing(work, gather_ending_held(work, situation))
    summary, setting = facts.ending.summary, facts.ending.setting
    if summary is None or setting.phase is Phase.CLOSED:
        return facts
    key_results = summary.aims.key_results
    unasked = gather_unasked(work, summary.unit.id, key_results, setting.on, situation.now)
    return replace(facts, unasked=unasked)


def _publishing(work: Work, ending: Ending) -> Publishing:
    summary = ending.summary
    if summary is None:
        return Publishing(ending)
    unit, cycle, following = summary.unit, summary.cycle, summary.following
    lives = work.lives([unit.id])[unit.id]
    known = work.aims(unit.id, following.id)
    forums = work.forums()
    wanted = names_for(summary.aims, cycle, following)
    own = [each for each in forums if each.unit == unit.id]
    return Publishing(
        ending=ending,
        turns=len(work.turns(unit.id, cycle.id)),
        following_turns=len(work.turns(unit.id, following.id)),
        following_phase=phases(lives, day_of(unit, ending.setting.situation.now)).get(following.id),
        known=known,
        added=carried_over(
            summary.aims,
            summary.carries,
            cycle,
            following,
            known=known,
            supported=_supported(work, summary),
            names=work.taken(wanted.objectives, wanted.key_results),
        ),
        targets=(
            tuple(_forum(work, each, unit, ending) for each in own)
            if own
            else tuple(_members(work, ending))
        ),
        above=_above(work, unit, forums, ending),
    )


def _supported(work: Work, summary: Summary) -> Mapping[KeyResultId, KeyResultId]:
    """Return what goes on with the key results of other units that those of this one hang on."""
    wanted = {each.supports for each in summary.aims.key_results if each.supports is not None}
    found: dict[KeyResultId, KeyResultId] = {}
    for goal in work.goals_by_id(wanted) if wanted else ():
        if goal.cycle.end >= summary.following.start:
            continue
        coming = work.aims(goal.unit.id, summary.following.id).key_results
        new = next((each for each in coming if each.continues == goal.key_result.id), None)
        if new is not None:
            found[goal.key_result.id] = new.id
    return found


def _forum(work: Work, forum: Forum, unit: Unit, ending: Ending) -> Target:
    home = work.organisation
    language = forum.language or unit.language or home.language
    reader = Reader(language, unit.zone or home.zone)
    return Target(ToChannel(forum.channel), reader, forum.name, ending.situation.now)


def _members(work: Work, ending: Ending) -> Iterator[Target]:
    """Yield the members of a unit without a forum, and whether they are away."""
    for each in gather_receivers(work, ending.setting):
        person = each.person
        yield Target(ToPerson(person.id), each.reader, person.name, each.at, each.away)


def _above(work: Work, unit: Unit, forums: Sequence[Forum], ending: Ending) -> tuple[Target, ...]:
    """Return the forums of the nearest unit above that has any."""
    for each in work.above(unit.id):
        found = tuple(
            _forum(work, forum, each, ending) for forum in forums if forum.unit == each.id
        )
        if found:
            return found
    return ()


# --- what is missing, and what it will be ---------------------------------------------------------


def lacking(summary: Summary) -> list[Text]:
    """Say what must be done before a retro can be published."""
    found: list[Text] = []
    without = unscored(summary)
    if without:
        names = Listing(tuple(Verbatim(each.title) for each in without[:MOST_MISSING]))
        found.append(say("publish-unscored", count=len(without), names=names))
    open_ones = undecided(summary)
    if open_ones:
        names = Listing(tuple(Verbatim(each.title) for each in open_ones[:MOST_MISSING]))
        found.append(say("publish-undecided", count=len(open_ones), names=names))
    return found


def lacking_blocks(retro: Retro, summary: Summary) -> tuple[Block, ...]:
    """Say what is missing, with a button for each of the first things to do."""
    missing = lacking(summary)
    if not missing:
        return ()
    scored = {each.id for each in unscored(summary)}
    objectives = summary.aims.objectives
    to_score = [o for o in objectives if any(kr.id in scored for kr in summary.of(o.id))]
    buttons = (
        *(
            Button(
                say("retro-do-score", objective=each.title),
                retro_action("score", retro, objective=each.id),
            )
            for each in to_score
        ),
        *(
            Button(say("retro-do-carry", objective=each.title), carry_action(retro, each))
            for each in undecided(summary)
        ),
    )
    return (
        Heading(say("publish-missing"), 2),
        Bullets(tuple(missing)),
        Buttons(buttons[:MOST_MISSING]),
    )


def tell_preview(facts: Publishing) -> View:
    """Show what will be published, what is missing, and what publishing does."""
    refused = hindered(facts.ending, _PREVIEWED)
    if refused is not None:
        return refused
    retro, summary = facts.ending.on_hand()
    title = say("publish-preview", unit=summary.unit.name, cycle=summary.cycle.name)
    missing = lacking_blocks(retro, summary)
    ready = not missing and retro.stage in STAGES
    publish = Button(say("publish-do"), retro_action("publish", retro), main=True)
    return View(
        title,
        blocks(
            Heading(title),
            *missing,
            Heading(say("publish-then"), 2),
            Bullets(tuple(consequences(facts, summary))),
            *summary_blocks(summary, picture=False),
            Buttons((*((publish,) if ready else ()), board_button(retro))),
        ),
    )


_PREVIEWED: Final = frozenset(Stage) - {Stage.PUBLISHED}


def consequences(facts: Publishing, summary: Summary) -> Iterator[Text]:
    """Say what publishing does: who is told, and what becomes of both cycles."""
    unit, cycle, following = summary.unit, summary.cycle, summary.following
    if facts.targets:
        yield say("publish-told", names=_names(facts.targets))
    else:
        yield say("publish-told-nobody", unit=unit.name)
    if facts.above:
        yield say("publish-told-above", names=_names(facts.above))
    yield say("publish-closes", cycle=cycle.name)
    count = len(facts.added.objectives) + len(facts.added.key_results)
    key = "publish-begins" if facts.waits else "publish-runs"
    yield say(key, cycle=following.name, count=count)
    staying = going_on(summary.carries, facts.known)
    if staying:
        names = Listing(tuple(Verbatim(each) for each in staying[:MOST_MISSING]))
        yield say("publish-goes-on", cycle=following.name, names=names)
    yield from against_the_method(facts.known, facts.added)


def _names(targets: Sequence[Target]) -> Text:
    shown: list[Text] = [Verbatim(each.name) for each in targets[:MOST_MISSING]]
    if len(targets) > MOST_MISSING:
        shown.append(say("publish-more-names", count=len(targets) - MOST_MISSING))
    return Listing(tuple(shown))


PREVIEW: Final = Tell("preview", gather, tell_preview)
