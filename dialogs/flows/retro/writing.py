"""Members write what went well, what did not, and what to change; nobody sees it until all do."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dialogs.flow import Act, Again, Answers, Ask, Finish, Outcome, Situation, Tell
from dialogs.flows.retro.manner import invitation, manner_words
from dialogs.flows.retro.members import (
    Receiver,
    absences,
    board_button,
    elsewhere,
    gather_receivers,
    gone,
    messages,
    not_a_member,
    not_yours,
    told,
)
from dialogs.flows.retro.setting import (
    Setting,
    gather_setting,
    nudge_key,
    retro_action,
    settled_here,
)
from dialogs.okr.model import PersonId
from dialogs.okr.retro import (
    FEWEST_WRITERS,
    LONGEST_NOTE,
    MOST_NOTES,
    Manner,
    Note,
    NoteId,
    NoteKind,
    Retro,
    Stage,
    Theme,
    may_show,
)
from dialogs.plain import clean
from dialogs.ports import Work
from dialogs.posts import Post, PostKey, PostKind, ToPerson
from dialogs.session import Session
from dialogs.text import Text, say
from dialogs.views import Button, Form, Group, TextField, Tone, View
from dialogs.writes import (
    AddNotes,
    DropNotes,
    EndWriting,
    RemindedOfRetro,
    ReopenWriting,
    SetStage,
    Write,
)

LONGEST_FIELD: Final = 3_000
"""Characters of one field, as much as a chat takes; ten notes of the greatest length fill it."""
LINES: Final = 5
"""Lines that a field shows at once; three of them fit a telephone."""
MOST_SHOWN: Final = 12
"""Earlier notes of a person that the form shows again."""
_MARK: Final = re.compile(r"^\s*(?:[-*•–—·+]|\d{1,2}[.)])\s+")
"""What people put before the items of a list."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A retro while people write."""

    setting: Setting
    writers: frozenset[PersonId] = frozenset()
    notes: tuple[Note, ...] = ()
    """All of them; their number is shown to nobody before the notes are."""
    themes: tuple[Theme, ...] = ()
    receivers: tuple[Receiver, ...] = ()

    @property
    def retro(self) -> Retro:
        """The retro, once `gone` has been asked."""
        assert self.setting.retro is not None  # noqa: S101 - it is asked first, everywhere
        return self.setting.retro

    @property
    def mine(self) -> tuple[Note, ...]:
        """What the person has written under their own name."""
        mine = [each for each in self.notes if each.author == self.setting.person]
        return tuple(each for kind in NoteKind for each in mine if each.kind is kind)


def gather(work: Work, situation: Situation) -> Facts:
    """Gather the retro and what has been written."""
    return _gathered(work, gather_setting(work, situation))


def gather_to_take(work: Work, situation: Situation) -> Facts:
    """Gather the same and hold the retro: two who write at once are counted one by one."""
    return _gathered(work, gather_setting(work, situation, hold=True))


def _gathered(work: Work, setting: Setting) -> Facts:
    retro = setting.retro
    if retro is None:
        return Facts(setting)
    return Facts(
        setting,
        work.writers(retro.id),
        tuple(work.notes(retro.id)),
        tuple(work.themes([retro.id]).get(retro.id, ())),
        gather_receivers(work, setting),
    )


# --- writing --------------------------------------------------------------------------------------


def _shut(facts: Facts) -> View | None:
    """Say why nothing can be written now; None: it can."""
    setting = facts.setting
    refused = gone(setting) or not_a_member(setting)
    if refused is not None:
        return refused
    if not setting.at(Stage.COLLECTING) or facts.retro.manner is None:
        early = setting.at(Stage.FACTS, Stage.SCORING) or facts.retro.manner is None
        key = "notes-not-yet" if early else "notes-over"
        return told(say(key), board_button(setting))
    return None


def ask(facts: Facts, session: Session) -> Form | View:
    """Open the form, which says who will see what is written, and whether with names."""
    refused = _shut(facts)
    if refused is not None:
        return refused
    unit, cycle, manner = facts.setting.unit, facts.setting.cycle, facts.retro.manner
    assert unit is not None and cycle is not None and manner is not None  # noqa: S101, PT018 - `_shut` has looked
    return Form(
        session=session.id,
        version=session.version,
        title=say("notes-form-title", unit=unit.name, cycle=cycle.name),
        submit=say("notes-form-submit"),
        intro=(manner_words(manner), say("notes-form-intro"), *_earlier(facts)),
        groups=(Group(say("notes-form-group"), None, tuple(_fields())),),
    )


def _fields() -> Iterator[TextField]:
    for kind in NoteKind:
        hint = say("notes-hint", most=MOST_NOTES, longest=LONGEST_NOTE)
        yield TextField(
            kind.value,
            say(f"notes-field-{_word(kind)}"),
            LONGEST_FIELD,
            lines=LINES,
            hint=hint if kind is NoteKind.WELL else None,
        )


def _word(kind: NoteKind) -> str:
    return kind.value.replace("_", "-")


def _earlier(facts: Facts) -> Iterator[Text]:
    """Say what sending again does, and show what the person has written under their name."""
    if facts.setting.person in facts.writers:
        yield say("notes-adds")
    for note in facts.mine[:MOST_SHOWN]:
        yield say(f"notes-mine-{_word(note.kind)}", text=note.text)


def read_notes(text: str) -> tuple[str, ...]:
    """Return the thoughts of a field: a line each, without what marks it as an item of a list."""
    lines = (_MARK.sub("", " ".join(line.split())).strip() for line in text.splitlines())
    return tuple(line for line in lines if clean(line).strip())


def _wrong(thoughts: tuple[str, ...]) -> Text | None:
    """Say what is wrong with the thoughts of one field."""
    if len(thoughts) > MOST_NOTES:
        return say("notes-too-many", count=len(thoughts), most=MOST_NOTES)
    for number, thought in enumerate(thoughts, start=1):
        if len(thought) > LONGEST_NOTE:
            return say("notes-too-long", number=number, count=len(thought), longest=LONGEST_NOTE)
    return None


def take(facts: Facts, session: Session, answers: Answers) -> Outcome:
    """Take the thoughts; where writing is over, give them back."""
    del session
    refused = _shut(facts)
    if refused is not None:
        return Finish(refused, taken=False)
    thoughts = {kind: read_notes(answers.get(kind.value, "")) for kind in NoteKind}
    told_wrong = ((kind.value, _wrong(each)) for kind, each in thoughts.items())
    errors = tuple((name, text) for name, text in told_wrong if text is not None)
    if errors:
        return Again(errors)
    if not any(thoughts.values()):
        return Again(((NoteKind.WELL.value, say("notes-empty")),))
    retro, me = facts.retro, facts.setting.person
    author = me if retro.manner is Manner.NAMED else None
    notes = tuple(
        Note(NoteId(secrets.token_hex(8)), retro.id, kind, thought, author)
        for kind, each in thoughts.items()
        for thought in each
    )
    return Finish(_thanks(facts), (AddNotes(retro, me, notes),))


def _thanks(facts: Facts) -> View:
    """Thank; how many notes it were is said nowhere: it would say whose they are."""
    setting = facts.setting
    done = len(facts.writers | {setting.person})
    more = Button(say("notes-write-more"), retro_action("write", facts.retro))
    return told(
        say("notes-thanks"),
        more,
        board_button(setting),
        tone=Tone.GOOD,
        more=(written_words(done, len(setting.members)), say("notes-once")),
    )


def written_words(done: int, of: int) -> Text:
    """Say how many have written, and never who."""
    return say("notes-written", done=done, of=of)


# --- those who run it -----------------------------------------------------------------------------


def _not_running(facts: Facts) -> View | None:
    """Say why somebody cannot run this step now; None: they can."""
    setting = facts.setting
    refused = gone(setting) or not_yours(setting)
    if refused is not None:
        return refused
    writing = setting.at(Stage.COLLECTING) and facts.retro.manner is not None
    return None if writing else elsewhere(setting)


def remind(facts: Facts) -> Finish:
    """Remind those who have not written, once, and tell nobody who they are."""
    setting = facts.setting
    refused = _not_running(facts)
    if refused is not None:
        return Finish(refused)
    retro, unit, cycle = facts.retro, setting.unit, setting.cycle
    assert unit is not None and cycle is not None  # noqa: S101, PT018 - `gone` has looked
    if retro.reminded:
        return Finish(told(say("notes-reminded-before"), board_button(setting)))
    silent = [each for each in facts.receivers if each.person.id not in facts.writers]
    if not silent:
        return Finish(told(say("notes-all-wrote"), _reveal_button(retro), tone=Tone.GOOD))
    writes: list[Write] = [RemindedOfRetro(retro.id)]

    def view_of(key: PostKey) -> View:
        return invitation(setting, retro, key, again=True)

    if retro.manner is Manner.NAMED:
        posts = messages(retro, unit, cycle, silent, nudge_key, view_of)
        writes += absences(retro, unit, cycle, silent, nudge_key)
    else:
        # The ledger is read by those who facilitate: it would name who has not written.
        posts = tuple(
            _unplanned(retro, each, view_of(nudge_key(retro.id, each.person.id)))
            for each in silent
            if not each.away
        )
    return Finish(
        told(say("notes-reminded"), board_button(setting), tone=Tone.GOOD), tuple(writes), posts
    )


def _unplanned(retro: Retro, receiver: Receiver, view: View) -> Post:
    return Post(
        key=nudge_key(retro.id, receiver.person.id),
        kind=PostKind.RETRO,
        recipient=ToPerson(receiver.person.id),
        reader=receiver.reader,
        view=view,
        at=receiver.at,
    )


def _reveal_button(retro: Retro, *, main: bool = True) -> Button:
    return Button(say("notes-reveal"), retro_action("reveal", retro), main)


def reveal(facts: Facts) -> Finish:
    """End writing and let everybody read; too few anonymous notes stay hidden."""
    setting = facts.setting
    refused = _not_running(facts)
    if refused is not None:
        return Finish(refused)
    retro, wrote = facts.retro, len(facts.writers)
    if not wrote:
        return Finish(_too_early(facts, say("notes-nobody")))
    assert retro.manner is not None  # noqa: S101 - `_not_running` has looked
    if not may_show(retro.manner, wrote):
        text = say("notes-too-few", count=wrote, fewest=FEWEST_WRITERS)
        return Finish(_too_early(facts, text))
    see = Button(say("notes-see"), retro_action("notes", retro), main=True)
    group = Button(say("notes-group"), retro_action("group", retro))
    said = say("notes-revealed", count=len(facts.notes))
    view = told(said, see, group, board_button(setting), tone=Tone.GOOD)
    return Finish(view, (EndWriting(retro, wrote), SetStage(retro.id, Stage.GROUPING)))


def _too_early(facts: Facts, text: Text) -> View:
    """Say what can be done where there is nothing to show yet: wait, remind, go on without."""
    retro = facts.retro
    buttons = [board_button(facts.setting)]
    if not retro.reminded:
        buttons.insert(0, Button(say("notes-remind"), retro_action("remind", retro), main=True))
    buttons.append(Button(say("notes-without"), retro_action("without", retro)))
    return told(text, *buttons, more=(say("notes-too-early"),))


def without(facts: Facts) -> View:
    """Ask whether to go on without the notes: what was written is then deleted."""
    return _not_without(facts) or told(
        say("notes-without-sure"),
        Button(say("notes-without-do"), retro_action("drop", facts.retro), main=True),
        board_button(facts.setting),
    )


def _not_without(facts: Facts) -> View | None:
    refused = _not_running(facts)
    if refused is not None:
        return refused
    retro, wrote = facts.retro, len(facts.writers)
    assert retro.manner is not None  # noqa: S101 - `_not_running` has looked
    if wrote and may_show(retro.manner, wrote):
        return told(say("notes-can-be-shown"), _reveal_button(retro), board_button(facts.setting))
    return None


def drop(facts: Facts) -> Finish:
    """Go on without the notes."""
    refused = _not_without(facts)
    if refused is not None:
        return Finish(refused)
    retro = facts.retro
    agree = Button(say("notes-agree"), retro_action("agree", retro), main=True)
    again = Button(say("notes-reopen"), retro_action("reopen", retro))
    return Finish(
        told(say("notes-dropped"), agree, again, board_button(facts.setting), tone=Tone.PLAIN),
        (
            DropNotes(retro.id),
            EndWriting(retro, len(facts.writers)),
            SetStage(retro.id, Stage.AGREEING),
        ),
    )


def reopen(facts: Facts) -> Finish:
    """Let people write again, where that tells nobody whose the notes are that were shown."""
    setting = facts.setting
    refused = gone(setting) or not_yours(setting)
    if refused is not None:
        return Finish(refused)
    retro = facts.retro
    counted = any(each.dots for each in facts.themes)
    if retro.wrote is None or counted or not setting.at(Stage.GROUPING, Stage.AGREEING):
        return Finish(elsewhere(setting))
    if retro.manner is not Manner.NAMED and retro.wrote >= FEWEST_WRITERS:
        return Finish(told(say("notes-stay-shut"), board_button(setting)))
    return Finish(
        told(say("notes-reopened"), board_button(setting), tone=Tone.GOOD),
        (ReopenWriting(retro.id), SetStage(retro.id, Stage.COLLECTING)),
    )


STEPS: Final = (
    Ask("write", gather, ask, take, gather_to_take, settled_here, secret=True),
    Act("remind", gather_to_take, remind),
    Act("reveal", gather_to_take, reveal),
    Tell("without", gather, without),
    Act("drop", gather_to_take, drop),
    Act("reopen", gather_to_take, reopen),
)
