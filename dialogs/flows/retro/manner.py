"""Named or anonymous: decided before anybody writes; then everybody is asked to write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from dialogs.flow import Again, Answers, Ask, Finish, Outcome, Situation
from dialogs.flows.parts import why_button
from dialogs.flows.retro.members import (
    Receiver,
    absences,
    board_button,
    elsewhere,
    gather_receivers,
    gone,
    messages,
    not_yours,
    told,
)
from dialogs.flows.retro.setting import (
    Setting,
    gather_setting,
    retro_action,
    settled_here,
    write_key,
)
from dialogs.okr.retro import FEWEST_WRITERS, Manner, Retro, Stage
from dialogs.ports import Work
from dialogs.posts import PostKey
from dialogs.session import Session
from dialogs.text import Text, say
from dialogs.views import (
    Button,
    Buttons,
    ChoiceField,
    Form,
    Group,
    Heading,
    Note,
    Option,
    Paragraph,
    Tone,
    View,
)
from dialogs.writes import DecideManner, SetStage

MANNER: Final = "manner"
"""The form's one field."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A retro before anybody has written."""

    setting: Setting
    receivers: tuple[Receiver, ...]

    @property
    def enough(self) -> bool:
        """Whether the unit has so many members that notes could ever be shown without names."""
        return len(self.setting.members) >= FEWEST_WRITERS


def gather(work: Work, situation: Situation) -> Facts:
    """Gather the retro and its unit's members."""
    setting = gather_setting(work, situation)
    return Facts(setting, gather_receivers(work, setting))


def gather_to_take(work: Work, situation: Situation) -> Facts:
    """Gather the same, and hold the retro: the manner is decided once."""
    setting = gather_setting(work, situation, hold=True)
    return Facts(setting, gather_receivers(work, setting))


def manner_words(manner: Manner) -> Text:
    """Say who will see a note, and whether with its name."""
    return say(f"notes-manner-{manner.value}", fewest=FEWEST_WRITERS)


def _refused(facts: Facts) -> View | None:
    setting = facts.setting
    found = gone(setting) or not_yours(setting)
    if found is not None or setting.retro is None:
        return found
    if setting.retro.manner is not None:
        manner = say(f"notes-{setting.retro.manner.value}")
        return told(say("notes-manner-decided", manner=manner), board_button(setting))
    return None if setting.at(Stage.FACTS, Stage.SCORING) else elsewhere(setting)


def ask(facts: Facts, session: Session) -> Form | View:
    """Ask whether notes bear names; that stays."""
    refused = _refused(facts)
    if refused is not None:
        return refused
    options = tuple(Option(each.value, say(f"notes-option-{each.value}")) for each in Manner)
    few = None if facts.enough else _too_few(facts)
    return Form(
        session=session.id,
        version=session.version,
        title=say("notes-manner-title"),
        submit=say("notes-manner-submit"),
        intro=(
            say("notes-manner-intro"),
            manner_words(Manner.NAMED),
            manner_words(Manner.ANONYMOUS),
        ),
        groups=(
            Group(
                say("notes-manner-group"),
                None,
                (ChoiceField(MANNER, say("notes-manner-field"), options, hint=few),),
            ),
        ),
    )


def _too_few(facts: Facts) -> Text:
    count = len(facts.setting.members)
    return say("notes-too-few-members", fewest=FEWEST_WRITERS, count=count)


def take(facts: Facts, session: Session, answers: Answers) -> Outcome:
    """Decide it, and ask everybody who is there to write."""
    del session
    refused = _refused(facts)
    if refused is not None:
        return Finish(refused)
    chosen = answers.get(MANNER, "")
    if chosen not in set(Manner):
        return Again(((MANNER, say("choice-unknown")),))
    manner = Manner(chosen)
    if manner is Manner.ANONYMOUS and not facts.enough:
        return Again(((MANNER, _too_few(facts)),))
    return _decided(facts, manner)


def _decided(facts: Facts, manner: Manner) -> Finish:
    setting = facts.setting
    unit, cycle, known = setting.unit, setting.cycle, setting.retro
    assert unit is not None and cycle is not None and known is not None  # noqa: S101, PT018 - `_refused` has looked
    retro = replace(known, manner=manner, stage=Stage.COLLECTING)

    def view_of(key: PostKey) -> View:
        return invitation(setting, retro, key)

    posts = messages(retro, unit, cycle, facts.receivers, write_key, view_of)
    done = say("notes-manner-done", manner=say(f"notes-{manner.value}"), count=len(posts))
    buttons = [board_button(setting, main=not setting.belongs)]
    if setting.belongs:
        write = retro_action("write", retro)
        buttons.insert(0, Button(say("notes-write"), write, main=True))
    away = len(facts.receivers) - len(posts)
    more = (say("notes-away", count=away),) if away else ()
    return Finish(
        view=told(done, *buttons, tone=Tone.GOOD, more=more),
        writes=(
            DecideManner(retro.id, manner),
            SetStage(retro.id, Stage.COLLECTING),
            *absences(retro, unit, cycle, facts.receivers, write_key),
        ),
        posts=posts,
    )


def invitation(setting: Setting, retro: Retro, key: PostKey, *, again: bool = False) -> View:
    """Ask a member to write; ``again`` is the one reminder."""
    unit, cycle = setting.unit, setting.cycle
    assert unit is not None and cycle is not None and retro.manner is not None  # noqa: S101, PT018 - it is under way
    names = {"unit": unit.name, "cycle": cycle.name}
    title = say("notes-nudge-title" if again else "notes-call-title", **names)
    who = setting.facilitator.name if setting.facilitator is not None else ""
    write = Button(say("notes-write"), retro_action("write", retro), main=True)
    return View(
        title,
        (
            Heading(title),
            Paragraph(say("notes-call", facilitator=who)),
            Paragraph(manner_words(retro.manner)),
            Buttons((write, why_button(key))),
            Note(say("notes-call-why", unit=unit.name)),
        ),
    )


STEPS: Final = (Ask("manner", gather, ask, take, gather_to_take, settled_here),)
