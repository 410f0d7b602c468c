"""Rows of retros into the dialogs' own dataclasses, and back."""

from __future__ import annotations

from typing import Any, Final

from dialogs.okr.model import CycleId, KeyResultId, ObjectiveId, PersonId, UnitId
from dialogs.okr.retro import (
    Carry,
    Change,
    ChangeId,
    ChangeNews,
    ChangeState,
    Fit,
    GoalKind,
    Manner,
    Note,
    NoteId,
    NoteKind,
    Retro,
    RetroId,
    Score,
    Stage,
    Theme,
    ThemeId,
    Verdict,
)
from storage.base import table
from storage.retro_tables import (
    CarryRow,
    ChangeRow,
    NewsRow,
    NoteRow,
    RetroRow,
    ScoreRow,
    ThemeRow,
    VoteRow,
    WriterRow,
)
from storage.translation import AnyRow, Columns

retros: Final = table(RetroRow).c
scores: Final = table(ScoreRow).c
carries: Final = table(CarryRow).c
notes: Final = table(NoteRow).c
themes: Final = table(ThemeRow).c
writers: Final = table(WriterRow).c
votes: Final = table(VoteRow).c
changes: Final = table(ChangeRow).c
news: Final = table(NewsRow).c

_Row = AnyRow | tuple[Any, ...]

RETRO: Final[Columns] = (
    retros.id,
    retros.unit,
    retros.cycle,
    retros.stage,
    retros.facilitator,
    retros.started,
    retros.manner,
    retros.wrote,
    retros.reminded,
    retros.published,
)


def retro_from(row: _Row) -> Retro:
    """Make a retro of the columns of RETRO."""
    identity, unit, cycle, stage, facilitator, started, manner, *rest = row
    wrote, reminded, published = rest
    return Retro(
        id=RetroId(identity),
        unit=UnitId(unit),
        cycle=CycleId(cycle),
        stage=Stage(stage),
        facilitator=PersonId(facilitator),
        started=started,
        manner=None if manner is None else Manner(manner),
        wrote=wrote,
        reminded=bool(reminded),
        published=published,
    )


def retro_row(retro: Retro) -> dict[str, Any]:
    """Write a retro."""
    return {
        "id": retro.id,
        "unit": retro.unit,
        "cycle": retro.cycle,
        "stage": retro.stage.value,
        "facilitator": retro.facilitator,
        "started": retro.started,
        "manner": None if retro.manner is None else retro.manner.value,
        "wrote": retro.wrote,
        "reminded": retro.reminded,
        "published": retro.published,
    }


SCORE: Final[Columns] = (
    scores.retro,
    scores.key_result,
    scores.value,
    scores.score,
    scores.why,
    scores.fit,
    scores.by,
    scores.at,
)


def score_from(row: _Row) -> Score:
    """Make a score of the columns of SCORE."""
    retro, key_result, value, score, why, fit, by, at = row
    return Score(
        RetroId(retro), KeyResultId(key_result), value, score, why, Fit(fit), PersonId(by), at
    )


CARRY: Final[Columns] = (
    carries.retro,
    carries.goal,
    carries.verdict,
    carries.reason,
    carries.by,
    carries.at,
    carries.title,
    carries.kind,
)


def carry_from(row: _Row) -> Carry:
    """Make a verdict of the columns of CARRY."""
    retro, goal, verdict, reason, by, at, title, written = row
    kind = GoalKind(written)
    named = ObjectiveId(goal) if kind is GoalKind.OBJECTIVE else KeyResultId(goal)
    return Carry(
        RetroId(retro), named, Verdict(verdict), reason, PersonId(by), at, title, kind=kind
    )


NOTE: Final[Columns] = (
    notes.id,
    notes.retro,
    notes.kind,
    notes.text,
    notes.author,
    notes.theme,
)


def note_from(row: _Row) -> Note:
    """Make a note of the columns of NOTE."""
    identity, retro, kind, text, author, theme = row
    return Note(
        id=NoteId(identity),
        retro=RetroId(retro),
        kind=NoteKind(kind),
        text=text,
        author=None if author is None else PersonId(author),
        theme=None if theme is None else ThemeId(theme),
    )


THEME: Final[Columns] = (themes.id, themes.retro, themes.title, themes.position, themes.dots)


def theme_from(row: _Row) -> Theme:
    """Make a theme of the columns of THEME."""
    identity, retro, title, position, dots = row
    return Theme(ThemeId(identity), RetroId(retro), title, position, dots)


CHANGE: Final[Columns] = (
    changes.id,
    changes.retro,
    changes.unit,
    changes.cycle,
    changes.text,
    changes.owner,
    changes.first_check,
    changes.position,
    news.state,
    news.comment,
)
"""With what was last said of it, nulls where nothing was."""


def change_from(row: _Row) -> Change:
    """Make a change of the columns of CHANGE."""
    identity, retro, unit, cycle, text, owner, check, position, state, comment = row
    return Change(
        id=ChangeId(identity),
        retro=RetroId(retro),
        unit=UnitId(unit),
        cycle=CycleId(cycle),
        text=text,
        owner=PersonId(owner),
        check=check,
        position=position,
        state=ChangeState.AGREED if state is None else ChangeState(state),
        comment=comment or "",
    )


def change_row(change: Change) -> dict[str, Any]:
    """Write a change, as it is agreed on."""
    return {
        "id": change.id,
        "retro": change.retro,
        "unit": change.unit,
        "cycle": change.cycle,
        "text": change.text,
        "owner": change.owner,
        "first_check": change.check,
        "position": change.position,
        "agreed": True,
    }


NEWS: Final[Columns] = (news.change, news.state, news.comment, news.by, news.at)


def news_from(row: _Row) -> ChangeNews:
    """Make news of a change of the columns of NEWS."""
    change, state, comment, by, at = row
    return ChangeNews(ChangeId(change), ChangeState(state), comment, PersonId(by), at)
