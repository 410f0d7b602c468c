"""What cycles and retros need from the store: a part of the port `Work`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from dialogs.okr.cycle import Life, Turn
from dialogs.okr.model import (
    Cycle,
    CycleId,
    KeyResult,
    KeyResultId,
    Objective,
    ObjectiveId,
    PersonId,
    UnitId,
)
from dialogs.okr.retro import (
    Carry,
    Change,
    ChangeId,
    ChangeNews,
    Manner,
    Note,
    NoteId,
    Retro,
    RetroId,
    Score,
    Stage,
    Theme,
    ThemeId,
)

REMINDER: Final = "retro-nudge"
"""What the key of each reminder to write begins with, before the retro's id: whom anonymous notes
were still expected of is forgotten with who has written them."""


@dataclass(frozen=True, slots=True)
class Aims:
    """What a unit wants in one cycle: objectives without a key result as well."""

    objectives: Sequence[Objective]
    key_results: Sequence[KeyResult]


@dataclass(frozen=True, slots=True)
class Taken:
    """Names that goals have, of which no other goal can be given one."""

    objectives: frozenset[ObjectiveId]
    key_results: frozenset[KeyResultId]


class Cycles(Protocol):
    """The part of a transaction that knows the cycles of units."""

    def cycles(self) -> Sequence[Cycle]:
        """Return all cycles of the organisation, the first to start first."""
        ...

    def lives(self, units: Collection[UnitId]) -> Mapping[UnitId, Sequence[Life]]:
        """Return the cycles in which each unit has objectives or was turned, oldest first.

        A unit without any is in it too.
        """
        ...

    def turns(self, unit: UnitId, cycle: CycleId) -> Sequence[Turn]:
        """Return everything that people have made of a unit's cycle, oldest first."""
        ...

    def turn(self, turn: Turn) -> None:
        """Turn a unit's cycle.

        The key results of the unit in that cycle are held until commit: no answer lands beside it.
        Where another transaction has taken a turn of that number meanwhile, nothing of this one
        happens: it begins anew, and finds the other's.
        """
        ...

    def aims(self, unit: UnitId, cycle: CycleId) -> Aims:
        """Return what a unit wants in a cycle, in the sheet's order."""
        ...

    def taken(
        self, objectives: Collection[ObjectiveId], key_results: Collection[KeyResultId]
    ) -> Taken:
        """Return which of these names some goal of the organisation has, in whatever cycle."""
        ...

    def begin_cycle(self, cycle: Cycle) -> None:
        """Add a cycle; one of that id is left as it is."""
        ...

    def carry_over(self, aims: Aims) -> None:
        """Add goals that go on with others; one of that id is left as it is."""
        ...


class Retros(Protocol):
    """The part of a transaction that knows retros."""

    def retro(self, retro: RetroId, *, hold: bool = False) -> Retro | None:
        """Return a retro; ``hold`` keeps it until commit, so that two writers come one by one."""
        ...

    def retro_of(self, unit: UnitId, cycle: CycleId) -> Retro | None:
        """Return the retro of a unit's cycle."""
        ...

    def retros_of(self, units: Collection[UnitId]) -> Sequence[Retro]:
        """Return all retros of the units, the last started first."""
        ...

    def begin_retro(self, retro: Retro) -> None:
        """Add a retro, the only one of its unit's cycle.

        Where another transaction has begun one meanwhile, this one begins anew, and finds it.
        """
        ...

    def set_stage(self, retro: RetroId, stage: Stage) -> None:
        """Go on, or back; publishing is `publish_retro`'s."""
        ...

    def hand_retro(self, retro: RetroId, facilitator: PersonId) -> None:
        """Let somebody else facilitate."""
        ...

    def decide_manner(self, retro: RetroId, manner: Manner) -> None:
        """Decide whether notes bear names; once decided it stays."""
        ...

    def mark_reminded(self, retro: RetroId) -> None:
        """Note that those who had not written were reminded."""
        ...

    def publish_retro(self, retro: Retro) -> None:
        """Note that a retro is published, at ``retro.published``."""
        ...

    # --- scores and verdicts --------------------------------------------------------------------

    def scores(self, retros: Collection[RetroId]) -> Mapping[RetroId, Sequence[Score]]:
        """Return the scores that hold, one a key result; older ones stay in the history."""
        ...

    def score(self, scores: Sequence[Score]) -> None:
        """Add scores, in the place of those before."""
        ...

    def carries(self, retro: RetroId) -> Sequence[Carry]:
        """Return the verdicts that hold, one a goal."""
        ...

    def carry(self, carries: Sequence[Carry]) -> None:
        """Add verdicts, in the place of those before."""
        ...

    # --- notes, themes, dots ---------------------------------------------------------------------

    def add_notes(self, retro: Retro, writer: PersonId, notes: Sequence[Note]) -> None:
        """Add a writer's notes, and note that they have written; nothing else joins the two.

        In an anonymous retro no author is kept, and all of its notes are laid down anew in random
        order under new names: neither place nor time in the tables says whose they are.
        """
        ...

    def notes(self, retro: RetroId) -> Sequence[Note]:
        """Return all notes, in an order that says nothing of their writers."""
        ...

    def writers(self, retro: RetroId) -> frozenset[PersonId]:
        """Return who has written; empty once an anonymous retro's notes were shown."""
        ...

    def end_writing(self, retro: Retro, wrote: int) -> None:
        """Note how many have written; who they were is forgotten where notes bear no names.

        Then the sessions and replies do not say any more either who has sent a form. Anonymous
        notes of fewer than four are deleted, since they can never be shown. Where somebody has
        written meanwhile, nothing of this transaction happens: it begins anew, and counts them.
        """
        ...

    def drop_notes(self, retro: RetroId) -> None:
        """Delete all notes of a retro: too few have written for them to be shown."""
        ...

    def reopen_writing(self, retro: RetroId) -> None:
        """Let people write again; only where the notes bear names, or have not been shown."""
        ...

    def themes(self, retros: Collection[RetroId]) -> Mapping[RetroId, Sequence[Theme]]:
        """Return the themes in their order."""
        ...

    def set_themes(
        self, retro: RetroId, themes: Sequence[Theme], of_notes: Mapping[NoteId, ThemeId]
    ) -> None:
        """Put notes into themes, in the place of those before; dots for others are forgotten."""
        ...

    def votes(self, retro: RetroId) -> Mapping[PersonId, Mapping[ThemeId, int]]:
        """Return the dots of each member, while voting goes on."""
        ...

    def vote(self, retro: RetroId, person: PersonId, dots: Mapping[ThemeId, int]) -> None:
        """Put a member's dots in the place of those that they gave before."""
        ...

    def count_votes(self, retro: RetroId) -> None:
        """Write the sums of the dots to the themes, and forget whose they were.

        Neither do the sessions and replies say any more who has sent a form.
        """
        ...

    # --- changes ----------------------------------------------------------------------------------

    def changes_of(self, retros: Collection[RetroId]) -> Mapping[RetroId, Sequence[Change]]:
        """Return what retros have agreed on, in its order, each as it stands now."""
        ...

    def changes_in(self, unit: UnitId, cycle: CycleId) -> Sequence[Change]:
        """Return what is in force in a unit from a cycle on, as published retros say."""
        ...

    def change(self, change: ChangeId) -> Change | None:
        """Return an agreed change as it stands now."""
        ...

    def set_changes(self, retro: RetroId, changes: Sequence[Change]) -> None:
        """Put these in the place of what the retro had agreed on; known ones keep their state."""
        ...

    def say_change(self, news: ChangeNews) -> None:
        """Add how a change goes."""
        ...

    def change_history(self, change: ChangeId) -> Sequence[ChangeNews]:
        """Return what has been said of a change, oldest first."""
        ...
