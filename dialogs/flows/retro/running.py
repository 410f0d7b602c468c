"""Beginning a retro, going on and back in it, and putting it into other hands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from dialogs.flow import Act, Again, Answers, Ask, Finish, Outcome, Situation
from dialogs.flows.check_in.facts import reader_of
from dialogs.flows.parts import blocks, why_button
from dialogs.flows.retro.board import board_view, refused, title_of
from dialogs.flows.retro.members import period_of
from dialogs.flows.retro.moves import refusal, stage_words
from dialogs.flows.retro.setting import gather_setting, retro_action, retro_id, settled
from dialogs.flows.retro.state import Board, board_of, gather_board
from dialogs.okr.cycle import Phase
from dialogs.okr.model import Person, PersonId, Unit
from dialogs.okr.permission import MAY, Deed
from dialogs.okr.retro import Retro, RetroId, Stage
from dialogs.ports import Work
from dialogs.posts import Planned, Post, PostKey, PostKind, ToPerson
from dialogs.session import Session
from dialogs.text import Listing, Reader, Text, Verbatim, say
from dialogs.views import (
    Button,
    Buttons,
    ChoiceField,
    Form,
    Group,
    Heading,
    Option,
    Paragraph,
    Tone,
    View,
)
from dialogs.writes import BeginRetro, HandRetro, ReopenWriting, SetStage, Write

WHO: Final = "who"
"""The field of the form."""
MOST_NAMES: Final = 30
"""People who are offered to hand a retro to, the nearest to the unit first."""


def gather_to_act(work: Work, situation: Situation) -> Board:
    """Gather the board to change something, and hold the retro until that is stored."""
    return gather_board(work, situation, hold=True)


def not_yours(board: Board) -> View | None:
    """Say why somebody may not run this retro; None: they may."""
    setting = board.setting
    if setting.unit is None or setting.cycle is None or setting.runs:
        return None
    names = Listing(tuple(Verbatim(each.name) for each in setting.runners[:MOST_NAMES]))
    why = say("retro-not-yours", people=names) if setting.runners else say("retro-nobody-runs")
    return refused(board, why)


# --- beginning ----------------------------------------------------------------------------------


def act_start(board: Board) -> Finish:
    """Begin a unit's retro; where somebody has begun it meanwhile, show theirs."""
    setting = board.setting
    unit, cycle = setting.unit, setting.cycle
    if unit is None or cycle is None:
        return Finish(board_view(board))
    no = not_yours(board)
    if no is not None:
        return Finish(no)
    if board.retro is not None:
        return Finish(refused(board, say("retro-begun-already")))
    if setting.phase is Phase.CLOSED:
        return Finish(refused(board, say("retro-closed")))
    retro = Retro(
        id=retro_id(unit.id, cycle.id),
        unit=unit.id,
        cycle=cycle.id,
        stage=Stage.FACTS,
        facilitator=setting.person,
        started=setting.situation.now,
    )
    begun = replace(board.now(retro, setting.situation.person), scores={})
    return Finish(board_view(begun), writes=(BeginRetro(retro),))


# --- going on and back --------------------------------------------------------------------------


def act_go(board: Board) -> Finish:
    """Go on or back to a step, if nothing is lost by it; say where the retro is if not."""
    retro = board.retro
    no = not_yours(board)
    if no is not None or retro is None:
        return Finish(no if no is not None else board_view(board))
    situation = board.setting.situation
    to = _stage(situation.arg("stage"))
    if to is None or situation.arg("at") != retro.stage.value:
        # The button is of another time: going by it could undo what others have done since.
        return Finish(refused(board, say("retro-now-at", step=stage_words(retro.stage))))
    if to is retro.stage:
        return Finish(board_view(board))
    why = refusal(board, to)
    if why is not None:
        return Finish(refused(board, why))
    return Finish(board_view(_moved(board, retro, to)), writes=_writes(retro, to))


def _stage(written: str) -> Stage | None:
    return next((each for each in Stage if each.value == written), None)


def _writes(retro: Retro, to: Stage) -> tuple[Write, ...]:
    turned = SetStage(retro.id, to)
    if _reopens(retro, to):
        return (ReopenWriting(retro.id), turned)
    return (turned,)


def _reopens(retro: Retro, to: Stage) -> bool:
    return to is Stage.COLLECTING and retro.wrote is not None


def _moved(board: Board, retro: Retro, to: Stage) -> Board:
    wrote = None if _reopens(retro, to) else retro.wrote
    return replace(board.now(replace(retro, stage=to, wrote=wrote)), summary=None)


# --- other hands --------------------------------------------------------------------------------


def act_take_over(board: Board) -> Finish:
    """Facilitate a retro from now on, and tell who has done so until now."""
    retro, setting = board.retro, board.setting
    no = not_yours(board)
    if no is not None or retro is None:
        return Finish(no if no is not None else board_view(board))
    if retro.stage is Stage.PUBLISHED or retro.facilitator == setting.person:
        return Finish(board_view(board))
    me = setting.situation.person
    taken = board.now(replace(retro, facilitator=me.id), me)
    before = setting.facilitator
    posts = () if before is None else (_word(board, retro, before, "retro-taken-over"),)
    return Finish(board_view(taken, say("retro-taken")), (HandRetro(retro.id, me.id),), posts)


@dataclass(frozen=True, slots=True)
class Handing:
    """A retro's board, and those to whom it can be handed."""

    board: Board
    others: tuple[Person, ...]
    """The nearest to the unit first."""


def gather_handing(work: Work, situation: Situation) -> Handing:
    """Gather who else may run the retro."""
    return _handing(work, situation, hold=False)


def gather_handing_to_take(work: Work, situation: Situation) -> Handing:
    """Gather who else may run the retro, and hold it until it is handed over."""
    return _handing(work, situation, hold=True)


def _handing(work: Work, situation: Situation, *, hold: bool) -> Handing:
    board = board_of(work, gather_setting(work, situation, hold=hold))
    unit, retro = board.setting.unit, board.retro
    if unit is None or retro is None:
        return Handing(board, ())
    found = dict.fromkeys(_runners(work, unit))
    found.pop(retro.facilitator, None)
    names = list(found)[:MOST_NAMES]
    known = work.people(names) if names else {}
    return Handing(board, tuple(known[each] for each in names if each in known))


def _runners(work: Work, unit: Unit) -> Iterator[PersonId]:
    for place in (unit.id, *(each.id for each in work.above(unit.id))):
        for each in work.members([place]):
            if each.role in MAY[Deed.RUN_RETRO]:
                yield each.person


def ask_hand(facts: Handing, session: Session) -> Form | View:
    """Ask who facilitates from now on, or say why there is nothing to ask."""
    board, retro = facts.board, facts.board.retro
    no = not_yours(board)
    if no is not None or retro is None or retro.stage is Stage.PUBLISHED:
        return no if no is not None else board_view(board)
    if not facts.others:
        return refused(board, say("retro-hand-nobody"))
    options = tuple(Option(each.id, Verbatim(each.name)) for each in facts.others)
    field = ChoiceField(WHO, say("retro-hand-who"), options, say("retro-hand-hint"))
    return Form(
        session=session.id,
        version=session.version,
        title=say("retro-hand-title"),
        submit=say("retro-do-hand-now"),
        intro=(say("retro-hand-lead"),),
        groups=(Group(_title(board), None, (field,)),),
    )


def _title(board: Board) -> Text:
    unit, cycle = board.setting.unit, board.setting.cycle
    assert unit is not None and cycle is not None  # noqa: S101, PT018 - a board with a retro has both
    return title_of(unit, cycle)


def take_hand(facts: Handing, session: Session, answers: Answers) -> Outcome:
    """Put the retro into other hands, and tell who has it now."""
    board, retro = facts.board, facts.board.retro
    found = ask_hand(facts, session)
    if isinstance(found, View) or retro is None:
        return Finish(found if isinstance(found, View) else board_view(board))
    chosen = next((each for each in facts.others if each.id == answers.get(WHO, "")), None)
    if chosen is None:
        return Again(((WHO, say("choice-unknown")),))
    handed = board.now(replace(retro, facilitator=chosen.id), chosen)
    done = say("retro-handed", person=chosen.name)
    told = chosen.id != board.setting.person
    posts = (_word(board, retro, chosen, "retro-handed-to-you"),) if told else ()
    return Finish(board_view(handed, done), (HandRetro(retro.id, chosen.id),), posts)


def hand_key(retro: RetroId, person: PersonId, delivery: str) -> PostKey:
    """Name a word about other hands; it may go back and forth, so the deed is in its name."""
    deed = hashlib.sha256(delivery.encode()).hexdigest()[:16]
    return PostKey(f"retro-hand:{retro}:{deed}:{person}")


def _word(board: Board, retro: Retro, to: Person, key: str) -> Post:
    """Tell somebody that a retro has come into their hands, or has left them."""
    setting, title = board.setting, _title(board)
    situation = setting.situation
    unit, cycle = setting.unit, setting.cycle
    assert unit is not None and cycle is not None  # noqa: S101, PT018 - its title was drawn
    home = Reader(unit.language or situation.home.language, unit.zone or situation.home.zone)
    name = hand_key(retro.id, to.id, situation.delivery)
    said = say(key, person=situation.person.name, step=stage_words(retro.stage))
    button = Button(say("retro-do-board"), retro_action("show", retro), main=True)
    return Post(
        key=name,
        kind=PostKind.RETRO,
        recipient=ToPerson(to.id),
        reader=reader_of(to, home),
        view=View(
            say("retro-hand-summary", title=title, words=said),
            blocks(
                Heading(title),
                Paragraph(said, Tone.PLAIN),
                Buttons((button, why_button(name))),
            ),
        ),
        at=situation.now,
        planned=Planned(unit.id, period_of(cycle), situation.now),
    )


def settled_hand(facts: Handing) -> Mapping[str, str]:
    """Bind the form to the retro that it was opened for."""
    return settled(facts.board.setting)


START: Final = Act("start", gather_to_act, act_start)
GO: Final = Act("go", gather_to_act, act_go)
TAKE_OVER: Final = Act("take_over", gather_to_act, act_take_over)
HAND: Final = Ask("hand", gather_handing, ask_hand, take_hand, gather_handing_to_take, settled_hand)
