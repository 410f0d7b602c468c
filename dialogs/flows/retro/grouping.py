"""Notes are shown together, shuffled, and put into themes: names first, then single notes.

A form with a choice for each of a hundred notes is nothing for a telephone. So the facilitator
first gets one short form with the names of themes that the notes' own words propose; what the
proposal got wrong is moved afterwards, in a form for each kind of note, by the themes' names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dialogs.flow import Again, Answers, Ask, Finish, Outcome, Situation, Tell
from dialogs.flows.parts import blocks
from dialogs.flows.retro.members import board_button, elsewhere, gone, not_yours, told
from dialogs.flows.retro.setting import Setting, gather_setting, retro_action, settled, settled_here
from dialogs.flows.retro.summary import PAGE_OF_NOTES
from dialogs.okr.model import PersonId
from dialogs.okr.retro import (
    LONGEST_THEME,
    MOST_THEMES,
    Manner,
    Note,
    NoteId,
    NoteKind,
    Retro,
    Stage,
    Theme,
    ThemeId,
    alike,
    may_show,
    shared_word,
)
from dialogs.plain import clean
from dialogs.ports import Work
from dialogs.session import Session
from dialogs.text import Text, Verbatim, say
from dialogs.views import (
    Block,
    Bullets,
    Button,
    Buttons,
    ChoiceField,
    Field,
    Form,
    Group,
    Heading,
    Option,
    Paragraph,
    TextField,
    View,
)
from dialogs.views import Note as SmallPrint
from dialogs.writes import GroupNotes

MOST_MOVED: Final = 120
"""Notes of one kind in one form; those without a theme come first."""
KIND: Final = "kind"
"""The argument that names which notes are moved."""
_NAME: Final = "theme"
"""Before the number of a theme's name in the form."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A retro's notes and themes."""

    setting: Setting
    notes: tuple[Note, ...] = ()
    """In an order that says nothing of who wrote them, nor when; empty before they are shown."""
    themes: tuple[Theme, ...] = ()
    names: Mapping[PersonId, str] | None = None
    """Of those who have signed their notes."""

    @property
    def retro(self) -> Retro:
        """The retro, once `gone` has been asked."""
        assert self.setting.retro is not None  # noqa: S101 - it is asked first, everywhere
        return self.setting.retro

    @property
    def kind(self) -> NoteKind | None:
        """Which notes are to be moved."""
        asked = self.setting.situation.arg(KIND)
        return NoteKind(asked) if asked in set(NoteKind) else None

    def of_theme(self, theme: ThemeId | None) -> tuple[Note, ...]:
        """Return a theme's notes by kind; None: those of no theme."""
        known = {each.id for each in self.themes}
        found = [
            each for each in self.notes if (each.theme if each.theme in known else None) == theme
        ]
        order = list(NoteKind)
        return tuple(sorted(found, key=lambda each: (order.index(each.kind), each.id)))


def gather(work: Work, situation: Situation) -> Facts:
    """Gather what may be shown."""
    return _gathered(work, gather_setting(work, situation))


def gather_to_take(work: Work, situation: Situation) -> Facts:
    """Gather the same and hold the retro."""
    return _gathered(work, gather_setting(work, situation, hold=True))


def _gathered(work: Work, setting: Setting) -> Facts:
    retro = setting.retro
    if retro is None or not are_shown(retro):
        return Facts(setting)
    notes = tuple(sorted(work.notes(retro.id), key=lambda each: each.id))
    authors = {each.author for each in notes if each.author is not None}
    people = work.people(authors) if authors else {}
    return Facts(
        setting,
        notes,
        tuple(work.themes([retro.id]).get(retro.id, ())),
        {name: each.name for name, each in people.items()},
    )


def are_shown(retro: Retro) -> bool:
    """Say whether a retro's notes may be read: writing has ended, and enough have written."""
    if retro.manner is None or retro.wrote is None or retro.stage is Stage.COLLECTING:
        return False
    return may_show(retro.manner, retro.wrote)


# --- reading --------------------------------------------------------------------------------------


def tell(facts: Facts) -> View:
    """Show the notes under their themes, or by kind where there are none yet."""
    setting = facts.setting
    refused = gone(setting)
    if refused is not None:
        return refused
    if not are_shown(facts.retro):
        hidden = facts.retro.wrote is None or setting.at(Stage.COLLECTING)
        key = "notes-hidden" if hidden else "notes-none"
        return told(say(key), board_button(setting))
    if not setting.reads:
        return told(say("retro-not-published"), board_button(setting))
    return View(_title(setting), blocks(*_shown(facts)))


def _title(setting: Setting) -> Text:
    assert setting.unit is not None and setting.cycle is not None  # noqa: S101, PT018 - `gone` has looked
    return say("notes-title", unit=setting.unit.name, cycle=setting.cycle.name)


def _shown(facts: Facts) -> Iterator[Block]:
    retro = facts.retro
    assert retro.manner is not None  # noqa: S101 - `are_shown` has looked
    yield Heading(_title(facts.setting))
    yield Paragraph(say("notes-count", count=len(facts.notes), wrote=retro.wrote or 0))
    if retro.manner is Manner.ANONYMOUS:
        yield SmallPrint(say("notes-shuffled"))
    yield from theme_blocks(facts) if facts.themes else _by_kind(facts)
    yield Buttons(tuple(_buttons(facts)))


def _by_kind(facts: Facts) -> Iterator[Block]:
    for kind in NoteKind:
        found = [each for each in facts.notes if each.kind is kind]
        if found:
            yield Heading(say(f"notes-field-{_word(kind)}"), 2)
            yield Bullets(tuple(note_words(each, facts.names) for each in found))


def theme_blocks(facts: Facts) -> Iterator[Block]:
    """Draw each theme with its notes, and at the end what is in none."""
    yield SmallPrint(say("notes-signs"))
    for theme in facts.themes:
        yield Heading(theme_words(theme), 2)
        yield from _signed(facts, facts.of_theme(theme.id))
    others = facts.of_theme(None)
    if others:
        yield Heading(say("notes-other"), 2)
        yield from _signed(facts, others)


def theme_words(theme: Theme) -> Text:
    """Name a theme, with its dots once they have been counted."""
    if not theme.dots:
        return Verbatim(theme.title)
    return say("notes-theme-dots", theme=theme.title, dots=theme.dots)


def _signed(facts: Facts, notes: Sequence[Note]) -> Iterator[Block]:
    if not notes:
        yield Paragraph(say("notes-theme-empty"))
        return
    yield Bullets(
        tuple(
            say(f"notes-line-{_word(each.kind)}", note=note_words(each, facts.names))
            for each in notes
        )
    )


def note_words(note: Note, names: Mapping[PersonId, str] | None) -> Text:
    """Write a note, with its author where it is signed."""
    if note.author is None:
        return Verbatim(note.text)
    return say("notes-by", text=note.text, who=(names or {}).get(note.author, note.author))


def _word(kind: NoteKind) -> str:
    return kind.value.replace("_", "-")


def _buttons(facts: Facts) -> Iterator[Button]:
    retro, setting = facts.retro, facts.setting
    if len(facts.notes) > PAGE_OF_NOTES:  # a message may have no room for all of them
        yield Button(say("summary-all-notes"), retro_action("said", retro))
    if setting.runs and setting.at(Stage.GROUPING):
        yield from group_buttons(facts)
    elif setting.at(Stage.VOTING) and setting.belongs:
        yield Button(say("vote-write"), retro_action("vote", retro), main=True)
    yield board_button(setting)


def group_buttons(facts: Facts) -> Iterator[Button]:
    """Return what those who run it do with notes: name themes, move notes, let people vote."""
    retro = facts.retro
    if not facts.themes:
        yield Button(say("notes-group"), retro_action("group", retro), main=True)
        return
    yield Button(say("vote-open"), retro_action("open_vote", retro), main=True)
    for kind in NoteKind:
        count = sum(each.kind is kind for each in facts.notes)
        if count:
            label = say(f"notes-move-{_word(kind)}", count=count)
            yield Button(label, retro_action("sort", retro, kind=kind.value))
    yield Button(say("notes-names"), retro_action("group", retro))


# --- names of the themes --------------------------------------------------------------------------


def _refused(facts: Facts) -> View | None:
    setting = facts.setting
    found = gone(setting) or not_yours(setting)
    if found is not None:
        return found
    if not setting.at(Stage.GROUPING):
        return elsewhere(setting)
    return None if are_shown(facts.retro) else tell(facts)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A theme that the notes' own words propose."""

    title: str
    notes: tuple[NoteId, ...]


def proposals(notes: Sequence[Note]) -> tuple[Proposal, ...]:
    """Propose themes for notes: those that share a word, the largest first; who is alone, none."""
    ordered = sorted(notes, key=lambda each: each.id)
    groups: dict[int, list[Note]] = {}
    for note, number in zip(ordered, alike([each.text for each in ordered]), strict=True):
        groups.setdefault(number, []).append(note)
    several = [each for _, each in sorted(groups.items()) if len(each) > 1]
    return tuple(
        Proposal((shared_word([each.text for each in group]) or "").capitalize(), _ids(group))
        for group in several[:MOST_THEMES]
    )


def _ids(notes: Sequence[Note]) -> tuple[NoteId, ...]:
    return tuple(each.id for each in notes)


def _slots(facts: Facts) -> dict[int, Theme]:
    return {theme.position: theme for theme in facts.themes}


def ask(facts: Facts, session: Session) -> Form | View:
    """Ask for the names of the themes; what is proposed stands in the form."""
    refused = _refused(facts)
    if refused is not None:
        return refused
    known = _slots(facts)
    given = {number: theme.title for number, theme in known.items()}
    if not known:
        proposed = enumerate(proposals(facts.notes), start=1)
        given = {number: each.title for number, each in proposed}
    names = tuple(
        TextField(f"{_NAME}{number}", say("notes-theme-name", number=number), LONGEST_THEME)
        for number in range(1, MOST_THEMES + 1)
    )
    count = len(facts.notes)
    first = "notes-group-again" if known else "notes-group-intro"
    return Form(
        session=session.id,
        version=session.version,
        title=say("notes-group-title"),
        submit=say("notes-group-submit"),
        intro=(say(first, count=count, proposed=len(given)), say("notes-group-clear")),
        groups=(Group(say("notes-group-names"), None, names),),
        given=tuple((f"{_NAME}{number}", title) for number, title in sorted(given.items())),
    )


def take(facts: Facts, session: Session, answers: Answers) -> Outcome:
    """Name the themes; a cleared name gives its notes back to those without a theme."""
    del session
    refused = _refused(facts)
    if refused is not None:
        return Finish(refused)
    typed = {
        number: " ".join(answers.get(f"{_NAME}{number}", "").split())
        for number in range(1, MOST_THEMES + 1)
    }
    titles = {number: title for number, title in typed.items() if clean(title).strip()}
    errors = tuple(_wrong_names(titles))
    if errors:
        return Again(errors)
    if not titles:
        return Again(((f"{_NAME}1", say("notes-theme-none")),))
    retro = facts.retro
    known = _slots(facts)
    themes = tuple(
        Theme(_theme_id(retro, number, known), retro.id, title, number)
        for number, title in titles.items()
    )
    return _grouped(facts, themes, _placed(facts, themes))


def _theme_id(retro: Retro, number: int, known: Mapping[int, Theme]) -> ThemeId:
    return known[number].id if number in known else ThemeId(f"{retro.id}-{number}")


def _wrong_names(titles: Mapping[int, str]) -> Iterator[tuple[str, Text]]:
    seen: set[str] = set()
    for number, title in titles.items():
        if len(title) > LONGEST_THEME:
            yield f"{_NAME}{number}", say("notes-theme-long", longest=LONGEST_THEME)
        elif title.casefold() in seen:
            yield f"{_NAME}{number}", say("notes-theme-twice")
        seen.add(title.casefold())


def _placed(facts: Facts, themes: Sequence[Theme]) -> dict[NoteId, ThemeId]:
    """Leave notes where they are; at the first time put them where the proposal has them."""
    of_number = {theme.position: theme.id for theme in themes}
    if not facts.themes:
        proposed = enumerate(proposals(facts.notes), start=1)
        return {
            note: of_number[number]
            for number, each in proposed
            if number in of_number
            for note in each.notes
        }
    kept = set(of_number.values())
    return {
        each.id: each.theme for each in facts.notes if each.theme is not None and each.theme in kept
    }


def _grouped(facts: Facts, themes: tuple[Theme, ...], placed: Mapping[NoteId, ThemeId]) -> Finish:
    """Write the themes, and show the notes as they lie now."""
    notes = tuple(
        Note(each.id, each.retro, each.kind, each.text, each.author, placed.get(each.id))
        for each in facts.notes
    )
    now = Facts(facts.setting, notes, themes, facts.names)
    done = say("notes-grouped", count=len(themes))
    counts = tuple(
        say("notes-theme-count", theme=theme.title, count=len(now.of_theme(theme.id)))
        for theme in themes
    )
    others = len(now.of_theme(None))
    if others:
        counts = (*counts, say("notes-other-count", count=others))
    see = Button(say("notes-see"), retro_action("notes", facts.retro))
    return Finish(
        View(
            done,
            (
                Paragraph(done),
                Bullets(counts),
                Buttons((*group_buttons(now), see, board_button(facts.setting))),
            ),
        ),
        (GroupNotes(facts.retro.id, themes, tuple(sorted(placed.items()))),),
    )


# --- moving single notes --------------------------------------------------------------------------


def _cannot_move(facts: Facts) -> View | None:
    refused = _refused(facts)
    if refused is not None:
        return refused
    if not facts.themes or facts.kind is None:
        group = Button(say("notes-group"), retro_action("group", facts.retro), main=True)
        return told(say("notes-no-themes"), group, board_button(facts.setting))
    return None


def ask_where(facts: Facts, session: Session) -> Form | View:
    """Ask for the theme of each note of a kind."""
    refused = _cannot_move(facts)
    if refused is not None:
        return refused
    kind, known = facts.kind, {each.id: each for each in facts.themes}
    assert kind is not None  # noqa: S101 - `_cannot_move` has looked
    moved = _to_move(facts)
    fields: tuple[Field, ...] = tuple(
        ChoiceField(each.id, note_words(each, facts.names), _options(facts), optional=True)
        for each in moved
    )
    given = (
        (each.id, str(known[each.theme].position))
        for each in moved
        if each.theme is not None and each.theme in known
    )
    return Form(
        session=session.id,
        version=session.version,
        title=say(f"notes-field-{_word(kind)}"),
        submit=say("notes-sort-submit"),
        intro=(say("notes-sort-intro", count=len(moved)),),
        groups=(Group(say("notes-sort-group"), None, fields),),
        given=tuple(given),
    )


def _to_move(facts: Facts) -> tuple[Note, ...]:
    """Return a kind's notes: those without a theme first, then theme by theme."""
    ordered = [facts.of_theme(None), *(facts.of_theme(each.id) for each in facts.themes)]
    mine = tuple(each for notes in ordered for each in notes if each.kind is facts.kind)
    return mine[:MOST_MOVED]


def _options(facts: Facts) -> tuple[Option, ...]:
    return tuple(Option(str(each.position), Verbatim(each.title)) for each in facts.themes)


def take_where(facts: Facts, session: Session, answers: Answers) -> Outcome:
    """Move notes; what stays empty is in no theme."""
    del session
    refused = _cannot_move(facts)
    if refused is not None:
        return Finish(refused)
    slots = {str(theme.position): theme.id for theme in facts.themes}
    asked = {each.id for each in _to_move(facts)}
    chosen = {name: value for name, value in answers.items() if name in asked}
    errors = tuple(
        (name, say("choice-unknown"))
        for name, value in sorted(chosen.items())
        if value and value not in slots
    )
    if errors:
        return Again(errors)
    placed = {
        each.id: each.theme
        for each in facts.notes
        if each.theme in set(slots.values()) and each.theme is not None
    }
    for name, value in chosen.items():
        if value:
            placed[NoteId(name)] = slots[value]
        else:
            placed.pop(NoteId(name), None)
    return _grouped(facts, facts.themes, placed)


def _settled_kind(facts: Facts) -> dict[str, str]:
    return {**settled(facts.setting), KIND: facts.kind.value if facts.kind is not None else ""}


STEPS: Final = (
    Tell("notes", gather, tell),
    Ask("group", gather, ask, take, gather_to_take, settled_here),
    Ask("sort", gather, ask_where, take_where, gather_to_take, _settled_kind),
)
