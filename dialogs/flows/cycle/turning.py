"""Ending, closing and reopening a cycle: forms that ask why, since everyone may read it later."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from dialogs.flow import Again, Answers, Finish, Outcome, Situation
from dialogs.flows.cycle.facts import (
    REASON,
    SURE,
    Found,
    Stand,
    cycle_action,
    gather,
)
from dialogs.flows.cycle.opening import phase_is, refused
from dialogs.flows.cycle.show import is_published, retro_button, which, who_turns
from dialogs.flows.cycle.unasked import NOTHING, Unasked, gather_unasked, let_go
from dialogs.okr.cycle import Phase, Turn, takes_answers
from dialogs.okr.model import Unit
from dialogs.okr.retro import LONGEST_REASON, Stage
from dialogs.ports import Goal, Work
from dialogs.session import Session
from dialogs.text import Day, Listing, Text, Verbatim, say
from dialogs.views import (
    Button,
    Buttons,
    Form,
    Group,
    Note,
    Paragraph,
    TextField,
    Tone,
    View,
)
from dialogs.writes import SetStage, TurnCycle, Write

MOST_MISSING: Final = 8
"""Key results without a final value that are named; of more, only the number is told."""


@dataclass(frozen=True, slots=True)
class Turning:
    """What is turned: a cycle that was found, and what is still open in it."""

    found: Found
    stand: Stand | None
    unasked: Unasked = NOTHING
    """What would be asked in vain from now on."""

    @property
    def sure(self) -> bool:
        """Whether the person knows that nobody has looked back on the cycle."""
        return bool(self.found.situation.arg(SURE))


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to turn a cycle."""

    name: str
    """Of the step, and the part of the keys of what it says."""
    phases: tuple[Phase, ...]
    """In which a cycle may be; where none is named, the first that is in the first of them."""
    to: Phase
    needs_reason: bool


REVIEW: Final = Kind("review", (Phase.ACTIVE,), Phase.REVIEW, needs_reason=False)
CLOSE: Final = Kind(
    "close", (Phase.REVIEW, Phase.ACTIVE, Phase.PLANNING), Phase.CLOSED, needs_reason=True
)
REOPEN: Final = Kind("reopen", (Phase.CLOSED,), Phase.REVIEW, needs_reason=True)


def gather_for(kind: Kind, *, hold: bool) -> Callable[[Work, Situation], Turning]:
    """Return how the facts for a way of turning are gathered; ``hold`` keeps the retro."""

    def gather_one(work: Work, situation: Situation) -> Turning:
        found = gather(work, situation)
        if kind is REOPEN and not found.named:
            found = replace(found, shown=tuple(reversed(found.shown)))
        stand = found.first(*kind.phases)
        if stand is None or found.unit is None:
            return Turning(found, stand)
        if hold and stand.retro is not None:
            stand = replace(stand, retro=work.retro(stand.retro.id, hold=True))
        if kind is not CLOSE:
            return Turning(found, stand)
        goals = work.goals_by_id([each.id for each in stand.aims.key_results])
        missing = _unfinished(work, stand, goals)
        unasked = NOTHING
        if hold:
            key_results, now = stand.aims.key_results, situation.now
            unasked = gather_unasked(work, found.unit.id, key_results, found.on, now)
        return Turning(replace(found, missing=missing), stand, unasked)

    return gather_one


def _unfinished(work: Work, stand: Stand, goals: Collection[Goal]) -> tuple[Goal, ...]:
    """Return the key results whose final value nobody knows: neither scored nor freshly answered.

    One that was asked about after its last answer is not fresh.
    """
    if stand.phase is Phase.PLANNING:
        return ()
    retro = stand.retro
    scored = set()
    if retro is not None:
        scored = {each.key_result for each in work.scores([retro.id]).get(retro.id, ())}
    return tuple(
        goal
        for goal in goals
        if goal.key_result.id not in scored
        and (goal.standing.week is None or goal.standing.unanswered > 0)
    )


def settled(facts: Turning) -> Mapping[str, str]:
    """Bind a form to the unit and the cycle that it was opened for."""
    if facts.found.unit is None or facts.stand is None:
        return {}
    return {"unit": facts.found.unit.id, "cycle": facts.stand.cycle.id}


def ask_for(kind: Kind) -> Callable[[Turning, Session], Form | View]:
    """Return what opens the form, or says why there is nothing to turn."""

    def ask(facts: Turning, session: Session) -> Form | View:
        found, stand = facts.found, facts.stand
        instead = _instead(kind, facts)
        if instead is not None or found.unit is None or stand is None:
            return instead if instead is not None else which(found, kind.name)
        reason = TextField(
            REASON,
            say(f"cycle-{kind.name}-reason"),
            LONGEST_REASON,
            lines=3,
            hint=say("cycle-reason-hint"),
            optional=not kind.needs_reason,
        )
        title = say(f"cycle-{kind.name}-title", unit=found.unit.name, cycle=stand.cycle.name)
        return Form(
            session=session.id,
            version=session.version,
            title=title,
            submit=say(f"button-cycle-{kind.name}"),
            intro=tuple(_intro(kind, facts, stand)),
            groups=(Group(say("cycle-reason"), None, (reason,)),),
        )

    return ask


def _instead(kind: Kind, facts: Turning) -> View | None:
    """Return what is shown instead of the form; None: nothing stands in its way."""
    found, stand = facts.found, facts.stand
    if found.unit is None:
        return which(found, kind.name)
    if not found.may_turn:
        return refused(found, who_turns(found))
    if stand is None:
        return refused(found, say(f"cycle-nothing-to-{kind.name}", unit=found.unit.name))
    if stand.phase not in kind.phases:
        return refused(found, phase_is(stand), stand)
    if kind is CLOSE and stand.phase is not Phase.PLANNING:
        return None if facts.sure or is_published(stand) else _retro_first(found.unit, stand)
    return None


def _retro_first(unit: Unit, stand: Stand) -> View:
    """Offer to look back before a cycle is closed."""
    key = "cycle-close-retro" if stand.retro is None else "cycle-close-retro-open"
    text = say(key, unit=unit.name, cycle=stand.cycle.name)
    anyway = cycle_action("close", unit.id, stand.cycle.id, **{SURE: "yes"})
    row = (retro_button(unit, main=True), Button(say("button-cycle-close-anyway"), anyway))
    return View(text, (Paragraph(text), Note(say("cycle-close-retro-why")), Buttons(row)))


def _intro(kind: Kind, facts: Turning, stand: Stand) -> Iterator[Text]:
    if kind is CLOSE and stand.phase is Phase.PLANNING:
        yield say("cycle-close-planned", cycle=stand.cycle.name)
        return
    yield say(f"cycle-{kind.name}-lead", cycle=stand.cycle.name, day=Day(stand.cycle.end))
    missing = facts.found.missing
    if missing:
        names = [Verbatim(goal.key_result.title) for goal in missing[:MOST_MISSING]]
        more = len(missing) - len(names)
        rest = (say("cycle-missing-more", count=more),) if more else ()
        yield say("cycle-close-missing", count=len(missing), goals=Listing((*names, *rest)))
    if kind is REOPEN and is_published(stand):
        yield say("cycle-reopen-retro")


def take_for(kind: Kind) -> Callable[[Turning, Session, Answers], Outcome]:
    """Return what takes the form: nothing is turned that has been turned meanwhile."""

    def take(facts: Turning, session: Session, answers: Answers) -> Outcome:
        del session
        found, stand = facts.found, facts.stand
        if _instead(kind, facts) is not None or found.unit is None or stand is None:
            return Again(())  # shown anew it says why, with what was typed
        reason = answers.get(REASON, "").strip()
        if kind.needs_reason and not reason:
            return Again(((REASON, say("cycle-reason-needed")),))
        if len(reason) > LONGEST_REASON:
            return Again(((REASON, say("text-too-long", most=LONGEST_REASON)),))
        turn = Turn(
            unit=found.unit.id,
            cycle=stand.cycle.id,
            number=stand.next_number,
            phase=kind.to,
            at=found.situation.now,
            by=found.situation.person.id,
            reason=reason,
        )
        return Finish(
            view=_done(kind, found, found.unit, stand),
            writes=(TurnCycle(turn), *_following(kind, facts, stand)),
        )

    return take


def _following(kind: Kind, facts: Turning, stand: Stand) -> Iterator[Write]:
    """Yield what follows: nobody is asked in vain, and a published retro can be corrected."""
    if kind is CLOSE:
        yield from let_go(facts.unasked, facts.found.situation.now)
    if kind is REOPEN and stand.retro is not None and is_published(stand):
        yield SetStage(stand.retro.id, Stage.CARRYING)


def _done(kind: Kind, found: Found, unit: Unit, stand: Stand) -> View:
    done = say(f"cycle-{kind.name}-done", unit=unit.name, cycle=stand.cycle.name)
    row = [Button(say("button-cycle-show"), cycle_action("show", unit.id))]
    notes: list[Note] = []
    if kind is not CLOSE:
        row.insert(0, retro_button(unit, main=True))
        open_yet = takes_answers(stand.cycle, Phase.REVIEW, found.on)
        key = "cycle-review-values" if open_yet else "cycle-review-no-values"
        notes.append(Note(say(key)))
    return View(done, (Paragraph(done, Tone.GOOD), *notes, Buttons(tuple(row))))
