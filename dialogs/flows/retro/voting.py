"""Members vote with three dots on the themes; nobody sees how until voting has ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from dialogs.flow import Act, Again, Answers, Ask, Finish, Outcome, Situation
from dialogs.flows.parts import why_button
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
    retro_action,
    settled_here,
    vote_key,
)
from dialogs.okr.model import PersonId
from dialogs.okr.retro import DOTS, Note, Retro, Stage, Theme, ThemeId, by_dots, counted
from dialogs.ports import Work
from dialogs.posts import PostKey
from dialogs.session import Session
from dialogs.text import Text, Verbatim, say
from dialogs.views import (
    Bullets,
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
from dialogs.views import Note as SmallPrint
from dialogs.writes import CountVotes, GroupNotes, SetStage, Vote, Write

FEWEST_THEMES: Final = 2
"""Among fewer there is nothing to choose."""
_FIELDS: Final = tuple(f"dot{number}" for number in range(1, DOTS + 1))


@dataclass(frozen=True, slots=True)
class Facts:
    """A retro's themes, and the dots while people vote."""

    setting: Setting
    themes: tuple[Theme, ...] = ()
    notes: tuple[Note, ...] = ()
    votes: Mapping[PersonId, Mapping[ThemeId, int]] | None = None
    receivers: tuple[Receiver, ...] = ()

    @property
    def retro(self) -> Retro:
        """The retro, once `gone` has been asked."""
        assert self.setting.retro is not None  # noqa: S101 - it is asked first, everywhere
        return self.setting.retro

    @property
    def filled(self) -> tuple[Theme, ...]:
        """The themes in which there is a note; where there are no notes at all, all of them."""
        used = {each.theme for each in self.notes}
        return tuple(each for each in self.themes if not self.notes or each.id in used)


def gather(work: Work, situation: Situation) -> Facts:
    """Gather themes and dots."""
    return _gathered(work, gather_setting(work, situation))


def gather_to_take(work: Work, situation: Situation) -> Facts:
    """Gather the same and hold the retro: no dot lands beside the counting."""
    return _gathered(work, gather_setting(work, situation, hold=True))


def _gathered(work: Work, setting: Setting) -> Facts:
    retro = setting.retro
    if retro is None:
        return Facts(setting)
    return Facts(
        setting,
        tuple(work.themes([retro.id]).get(retro.id, ())),
        tuple(work.notes(retro.id)),
        work.votes(retro.id),
        gather_receivers(work, setting),
    )


# --- opening --------------------------------------------------------------------------------------


def open_vote(facts: Facts) -> Finish:
    """Ask all members who are there for their dots; themes without a note vanish."""
    setting = facts.setting
    refused = gone(setting) or not_yours(setting)
    if refused is not None:
        return Finish(refused)
    if not setting.at(Stage.GROUPING):
        return Finish(elsewhere(setting))
    if len(facts.filled) < FEWEST_THEMES:
        return Finish(_too_few(facts))
    unit, cycle = setting.unit, setting.cycle
    assert unit is not None and cycle is not None  # noqa: S101, PT018 - `gone` has looked
    retro = replace(facts.retro, stage=Stage.VOTING)

    def view_of(key: PostKey) -> View:
        return _invitation(facts, key)

    posts = messages(retro, unit, cycle, facts.receivers, vote_key, view_of)
    buttons = [board_button(setting, main=not setting.belongs)]
    if setting.belongs:
        vote = retro_action("vote", retro)
        buttons.insert(0, Button(say("vote-write"), vote, main=True))
    away = len(facts.receivers) - len(posts)
    view = told(
        say("vote-opened", count=len(posts)),
        *buttons,
        tone=Tone.GOOD,
        more=(say("notes-away", count=away),) if away else (),
    )
    writes: list[Write] = [*_without_empty(facts), SetStage(retro.id, Stage.VOTING)]
    writes += absences(retro, unit, cycle, facts.receivers, vote_key)
    return Finish(view, tuple(writes), posts)


def _without_empty(facts: Facts) -> Iterator[Write]:
    if facts.filled != facts.themes:
        placed = ((each.id, each.theme) for each in facts.notes if each.theme is not None)
        yield GroupNotes(facts.retro.id, facts.filled, tuple(placed))


def _too_few(facts: Facts) -> View:
    retro = facts.retro
    on = retro_action("go", retro, at=retro.stage.value, stage=Stage.AGREEING.value)
    return told(
        say("vote-too-few-themes", fewest=FEWEST_THEMES),
        Button(say("notes-names"), retro_action("group", retro), main=True),
        Button(say("vote-without"), on),
        board_button(facts.setting),
    )


def _invitation(facts: Facts, key: PostKey) -> View:
    setting, retro = facts.setting, facts.retro
    assert setting.unit is not None and setting.cycle is not None  # noqa: S101, PT018 - `gone` has looked
    title = say("vote-call-title", unit=setting.unit.name, cycle=setting.cycle.name)
    vote = Button(say("vote-write"), retro_action("vote", retro), main=True)
    see = Button(say("notes-see"), retro_action("notes", retro))
    return View(
        title,
        (
            Heading(title),
            Paragraph(say("vote-call", count=len(facts.filled), dots=DOTS)),
            Bullets(tuple(Verbatim(each.title) for each in facts.filled)),
            Buttons((vote, see, why_button(key))),
            SmallPrint(say("notes-call-why", unit=setting.unit.name)),
        ),
    )


# --- voting ---------------------------------------------------------------------------------------


def _shut(facts: Facts) -> View | None:
    setting = facts.setting
    refused = gone(setting) or not_a_member(setting)
    if refused is not None:
        return refused
    if setting.at(Stage.VOTING):
        return None
    early = setting.at(Stage.FACTS, Stage.SCORING, Stage.COLLECTING, Stage.GROUPING)
    return told(say("vote-not-yet" if early else "vote-over"), board_button(setting))


def ask(facts: Facts, session: Session) -> Form | View:
    """Open the form with the dots as they were given before."""
    refused = _shut(facts)
    if refused is not None:
        return refused
    setting = facts.setting
    assert setting.unit is not None and setting.cycle is not None  # noqa: S101, PT018 - `_shut` has looked
    options = tuple(Option(each.id, Verbatim(each.title)) for each in facts.themes)
    fields = tuple(
        ChoiceField(name, say("vote-dot", number=number), options, optional=True)
        for number, name in enumerate(_FIELDS, start=1)
    )
    return Form(
        session=session.id,
        version=session.version,
        title=say("vote-title", unit=setting.unit.name, cycle=setting.cycle.name),
        submit=say("vote-submit"),
        intro=(say("vote-intro", dots=DOTS), say("vote-secret")),
        groups=(Group(say("vote-group"), None, fields),),
        given=tuple(zip(_FIELDS, _before(facts), strict=False)),
    )


def _before(facts: Facts) -> Iterator[str]:
    """Return where the person's dots are, dot by dot."""
    mine = (facts.votes or {}).get(facts.setting.person, {})
    for theme in facts.themes:
        yield from [theme.id] * mine.get(theme.id, 0)


def take(facts: Facts, session: Session, answers: Answers) -> Outcome:
    """Take the dots in the place of those before."""
    del session
    refused = _shut(facts)
    if refused is not None:
        return Finish(refused)
    known = {each.id for each in facts.themes}
    chosen = {name: ThemeId(answers.get(name, "")) for name in _FIELDS if answers.get(name)}
    errors: tuple[tuple[str, Text], ...] = tuple(
        (name, say("choice-unknown")) for name, theme in chosen.items() if theme not in known
    )
    if errors:
        return Again(errors)
    if not chosen:
        return Again(((_FIELDS[0], say("vote-none")),))
    me, votes = facts.setting.person, facts.votes or {}
    given = [*chosen.values()]
    dots = tuple((theme, given.count(theme)) for theme in dict.fromkeys(given))
    again = Button(say("vote-again"), retro_action("vote", facts.retro))
    view = told(
        say("vote-thanks"),
        again,
        board_button(facts.setting),
        tone=Tone.GOOD,
        more=(turnout_words(len({*votes, me}), len(facts.setting.members)), say("vote-replaces")),
    )
    return Finish(view, (Vote(facts.retro.id, me, dots),))


def turnout_words(done: int, of: int) -> Text:
    """Say how many have voted, and never who."""
    return say("vote-turnout", done=done, of=of)


# --- closing --------------------------------------------------------------------------------------


def close_vote(facts: Facts) -> Finish:
    """Count the dots; from now on everybody sees the sums, and nobody whose they were."""
    setting = facts.setting
    refused = gone(setting) or not_yours(setting)
    if refused is not None:
        return Finish(refused)
    if not setting.at(Stage.VOTING):
        return Finish(elsewhere(setting))
    retro, votes = facts.retro, facts.votes or {}
    sums = counted(list(votes.values()))
    themes = [replace(each, dots=sums.get(each.id, 0)) for each in facts.themes]
    said = say("vote-closed", done=len(votes), of=len(setting.members))
    agree = Button(say("notes-agree"), retro_action("agree", retro), main=True)
    see = Button(say("notes-see"), retro_action("notes", retro))
    view = View(
        said,
        (
            Paragraph(said, Tone.GOOD if votes else Tone.PLAIN),
            *result_blocks(themes),
            Buttons((agree, see, board_button(setting))),
        ),
    )
    return Finish(view, (CountVotes(retro.id), SetStage(retro.id, Stage.AGREEING)))


def result_blocks(themes: list[Theme]) -> tuple[Bullets, ...]:
    """List themes by their dots."""
    if not any(each.dots for each in themes):
        return ()
    lines = tuple(say("vote-line", theme=each.title, dots=each.dots) for each in by_dots(themes))
    return (Bullets(lines),)


STEPS: Final = (
    Act("open_vote", gather_to_take, open_vote),
    Ask("vote", gather, ask, take, gather_to_take, settled_here, secret=True),
    Act("close_vote", gather_to_take, close_vote),
)
