"""What a retro's last steps share: what it holds, what is missing, and who may take them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from dialogs.flow import Situation
from dialogs.flows.parts import blocks
from dialogs.flows.retro.moves import stage_words
from dialogs.flows.retro.outcome import Summary, gather_summary
from dialogs.flows.retro.setting import Setting, gather_setting, retro_action
from dialogs.okr.model import KeyResult, Objective, Person
from dialogs.okr.retro import Retro, Stage, key_result_named, objective_named
from dialogs.ports import Work
from dialogs.text import Listing, Text, Verbatim, say
from dialogs.views import Action, Button, Buttons, Paragraph, View

MOST_NAMED: Final = 5
"""People who are named as those who may run a retro."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A retro with all that it holds, and who is asking about it."""

    setting: Setting
    summary: Summary | None = None
    """None: there is no such retro."""

    @property
    def situation(self) -> Situation:
        """Who asks, when, and with which arguments."""
        return self.setting.situation

    def on_hand(self) -> tuple[Retro, Summary]:
        """Return the retro; only where `hindered` has let somebody pass."""
        retro, summary = self.setting.retro, self.summary
        assert retro is not None  # noqa: S101 - whoever passed has one
        assert summary is not None  # noqa: S101 - and an outcome
        return retro, summary


def gather_ending(work: Work, situation: Situation) -> Ending:
    """Gather a retro that a button names, else that of the unit that was typed."""
    return ending_of(work, gather_setting(work, situation))


def gather_ending_held(work: Work, situation: Situation) -> Ending:
    """The same, holding the retro until what is answered is stored."""
    return ending_of(work, gather_setting(work, situation, hold=True))


def ending_of(work: Work, setting: Setting) -> Ending:
    """Gather what a retro holds."""
    unit, cycle, retro = setting.unit, setting.cycle, setting.retro
    if unit is None or cycle is None or retro is None:
        return Ending(setting)
    return Ending(setting, gather_summary(work, unit, cycle, retro, setting.on))


def hindered(ending: Ending, stages: Collection[Stage]) -> View | None:
    """Say why somebody cannot do something with a retro now; None: they may.

    ``stages`` are those in which it is done.
    """
    setting = ending.setting
    retro = setting.retro
    if retro is None or ending.summary is None or setting.unit is None:
        return said(say("ending-none"), None)
    if not setting.runs:
        names = Listing(tuple(_name(each) for each in setting.runners[:MOST_NAMED]))
        if not setting.runners:
            return said(say("ending-nobody-runs", unit=setting.unit.name), retro)
        return said(say("ending-refused", unit=setting.unit.name, people=names), retro)
    if retro.stage not in stages:
        return said(say("ending-elsewhere", step=stage_words(retro.stage)), retro)
    return None


def _name(person: Person) -> Text:
    return Verbatim(person.name)


def said(text: Text, retro: Retro | None) -> View:
    """Show one sentence, and the way back to the retro."""
    shown = blocks(Paragraph(text), None if retro is None else Buttons((board_button(retro),)))
    return View(text, shown)


def board_button(retro: Retro) -> Button:
    """Return what leads back to where the retro is."""
    return Button(say("ending-board"), retro_action("show", retro))


# --- what is missing ------------------------------------------------------------------------------


def unscored(summary: Summary) -> list[KeyResult]:
    """Return the key results without a score."""
    return [each for each in summary.aims.key_results if each.id not in summary.scores]


def undecided(summary: Summary) -> list[Objective]:
    """Return the objectives of which, or of whose key results, nobody has said what becomes."""
    return [
        each
        for each in summary.aims.objectives
        if not {
            objective_named(each.id),
            *(key_result_named(key_result.id) for key_result in summary.of(each.id)),
        }
        <= summary.carries.keys()
    ]


def carry_action(retro: Retro, objective: Objective) -> Action:
    """Return what opens the form about an objective."""
    return retro_action("carry", retro, objective=objective.id)
