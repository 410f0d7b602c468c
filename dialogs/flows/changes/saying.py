"""Saying how an agreed change goes: at one press, or with a sentence about it."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.flow import Again, Answers, Finish, Outcome
from dialogs.flows.changes.facts import (
    COMMENT,
    NAME,
    SAYABLE,
    STATE,
    One,
    change_action,
    read_state,
    state_words,
)
from dialogs.flows.parts import blocks
from dialogs.okr.model import Unit
from dialogs.okr.retro import LONGEST_REASON, Change, ChangeNews, ChangeState
from dialogs.session import Session
from dialogs.text import Listing, Phrase, Text, Verbatim, say
from dialogs.views import (
    Action,
    Button,
    Buttons,
    ChoiceField,
    Form,
    Group,
    Note,
    Option,
    Paragraph,
    Quote,
    TextField,
    Tone,
    View,
)
from dialogs.writes import SayChange


def act(facts: One) -> Finish:
    """Note what a button says of a change, with thanks; saying it twice changes nothing."""
    change = facts.change
    refused = _refusal(facts)
    if refused is not None or change is None:
        return Finish(refused if refused is not None else _gone())
    if facts.state is None:
        return Finish(View(say("button-old"), (Paragraph(say("button-old"), Tone.CARE),)))
    if facts.state is change.state:
        return Finish(_thanks(facts, change, facts.state, "change-already"))
    news = _news(facts, change, facts.state, "")
    return Finish(_thanks(facts, change, facts.state, "change-thanks"), writes=(SayChange(news),))


def ask(facts: One, session: Session) -> Form | View:
    """Open the form with the state as it is; the sentence is asked anew each time."""
    change = facts.change
    refused = _refusal(facts)
    if refused is not None or change is None:
        return refused if refused is not None else _gone()
    options = tuple(Option(each.value, state_words(each)) for each in SAYABLE)
    state = ChoiceField(STATE, say("change-state-label"), options)
    comment = TextField(
        COMMENT, say("change-comment"), LONGEST_REASON, lines=3, hint=say("change-comment-hint")
    )
    known = facts.state if facts.state is not None else change.state
    return Form(
        session=session.id,
        version=session.version,
        title=say("change-form"),
        submit=say("change-save"),
        intro=(Verbatim(change.text),),
        groups=(Group(say("change-how"), None, (state, comment)),),
        given=((STATE, known.value),) if known in SAYABLE else (),
    )


def take(facts: One, session: Session, answers: Answers) -> Outcome:
    """Take what is said; what cannot be read is said at its field."""
    del session
    change = facts.change
    if change is None or not facts.may_say:
        return Again(())  # shown anew it says why, with what was typed
    state = read_state(answers.get(STATE, "").strip())
    comment = answers.get(COMMENT, "").strip()
    errors: list[tuple[str, Text]] = []
    if state is None:
        errors.append((STATE, say("choice-unknown")))
    if len(comment) > LONGEST_REASON:
        errors.append((COMMENT, say("text-too-long", most=LONGEST_REASON)))
    if errors or state is None:
        return Again(tuple(errors))
    news = _news(facts, change, state, comment)
    view = _thanks(facts, change, state, "change-thanks", comment)
    return Finish(view, writes=(SayChange(news),))


def settled(facts: One) -> Mapping[str, str]:
    """Bind a form to the change it was opened for."""
    return {"change": facts.change.id} if facts.change is not None else {}


def _news(facts: One, change: Change, state: ChangeState, comment: str) -> ChangeNews:
    situation = facts.situation
    return ChangeNews(change.id, state, comment, situation.person.id, situation.now)


def _refusal(facts: One) -> View | None:
    """Say why the person can say nothing of a change; None: they can."""
    if facts.change is None:
        return _gone()
    if facts.may_say:
        return None
    people = [each for each in (facts.owner, *facts.sayers) if each is not None]
    names = dict.fromkeys(each.name for each in people)
    text = say("change-refused", people=Listing(tuple(Verbatim(name) for name in names)))
    return _sentence(text, facts.unit)


def _gone() -> View:
    return _sentence(say("change-gone"), None)


def _sentence(text: Phrase, unit: Unit | None) -> View:
    row = Buttons((_show(unit),)) if unit is not None else None
    return View(text, blocks(Paragraph(text, Tone.CARE), row))


def _show(unit: Unit) -> Button:
    return Button(say("button-changes"), Action(NAME, "show", (("unit", unit.id),)))


def _thanks(facts: One, change: Change, state: ChangeState, key: str, comment: str = "") -> View:
    """Thank, with the change as it is called; without a sentence, offer to add one."""
    thanks = say(key, state=state_words(state))
    tell = change_action("tell", change, **{STATE: state.value})
    row = [] if comment else [Button(say("button-change-comment"), tell)]
    if facts.unit is not None:
        row.append(_show(facts.unit))
    given_up = state is ChangeState.GIVEN_UP and not comment
    return View(
        thanks,
        blocks(
            Paragraph(thanks, Tone.GOOD),
            Paragraph(Verbatim(change.text)),
            Quote(comment, say("change-comment")) if comment else None,
            Note(say("change-given-up-why")) if given_up else None,
            Buttons(tuple(row)) if row else None,
        ),
    )
