"""What members write and vote in a retro, kept so that nobody can tell whose an anonymous note is.

A note has no time and a random id. With each addition all notes of an anonymous retro are deleted
and laid down anew, shuffled: neither their order nor the transaction that wrote them says anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from random import SystemRandom
from secrets import token_hex
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.okr.model import PersonId
from dialogs.okr.retro import (
    DOTS,
    FEWEST_WRITERS,
    Manner,
    Note,
    NoteId,
    Retro,
    RetroId,
    Stage,
    Theme,
    ThemeId,
    may_show,
)
from dialogs.retros import REMINDER
from storage.base import table
from storage.codec import read_pairs
from storage.columns import among
from storage.errors import BrokenReferenceError, PassedStageError
from storage.part import owner
from storage.retro_rows import (
    NOTE,
    THEME,
    note_from,
    notes,
    retros,
    theme_from,
    themes,
    votes,
    writers,
)
from storage.retro_tables import NoteRow, RetroRow, ThemeRow, VoteRow, WriterRow
from storage.retros import LooksBack
from storage.runner import TRACELESS
from storage.tables import ClaimRow, DeliveryRow, OutboxRow, SessionRow

_ID_BYTES: Final = 8
_RANDOM: Final = SystemRandom()

_claims: Final = table(ClaimRow).c
_sessions: Final = table(SessionRow).c

_NOTES_HERE: Final = (notes.organisation_id == owner(), notes.retro == bindparam("of_retro"))
_NOTES: Final = select(*NOTE).where(*_NOTES_HERE).order_by(notes.id)
_ADD: Final = insert(table(NoteRow))
_FORGET_NOTES: Final = delete(table(NoteRow)).where(*_NOTES_HERE)
_LOOSEN: Final = update(table(NoteRow)).where(*_NOTES_HERE).values(theme=None)
_GROUP: Final = (
    update(table(NoteRow))
    .where(*_NOTES_HERE, notes.id == bindparam("of_note"))
    .values(theme=bindparam("to"))
)
_WRITERS_HERE: Final = (writers.organisation_id == owner(), writers.retro == bindparam("of_retro"))
_WRITERS: Final = select(writers.person).where(*_WRITERS_HERE)
_WROTE: Final = insert(table(WriterRow)).on_conflict_do_nothing()
_FORGET_WRITERS: Final = delete(table(WriterRow)).where(*_WRITERS_HERE)
_END: Final = (
    update(table(RetroRow))
    .where(retros.organisation_id == owner(), retros.id == bindparam("of_retro"))
    .values(wrote=bindparam("count"))
)
_REOPEN: Final = (
    update(table(RetroRow))
    .where(
        retros.organisation_id == owner(),
        retros.id == bindparam("of_retro"),
        or_(
            retros.manner == Manner.NAMED.value,
            retros.wrote.is_(None),
            retros.wrote < FEWEST_WRITERS,
        ),
    )
    .values(wrote=None)
)
_THEMES_HERE: Final = (themes.organisation_id == owner(), themes.retro == bindparam("of_retro"))
_THEMES: Final = (
    select(*THEME)
    .where(themes.organisation_id == owner(), among(themes.retro, "retros"))
    .order_by(themes.position, themes.id)
)
_FORGET_THEMES: Final = delete(table(ThemeRow)).where(*_THEMES_HERE, ~among(themes.id, "kept"))


def _name() -> Any:  # noqa: ANN401 - an insert of one dialect that both compile
    new = insert(table(ThemeRow))
    return new.on_conflict_do_update(
        index_elements=[themes.organisation_id, themes.retro, themes.id],
        set_={"title": new.excluded.title, "position": new.excluded.position},
    )


_NAME: Final = _name()
_VOTES_HERE: Final = (votes.organisation_id == owner(), votes.retro == bindparam("of_retro"))
_VOTES: Final = (
    select(votes.person, votes.theme, votes.dots)
    .where(*_VOTES_HERE)
    .order_by(votes.person, votes.theme)
)
_VOTE: Final = insert(table(VoteRow))
_TAKE_BACK: Final = delete(table(VoteRow)).where(
    *_VOTES_HERE, votes.person == bindparam("of_person")
)
_FORGET_VOTES: Final = delete(table(VoteRow)).where(*_VOTES_HERE)
_FORGET_OTHER_VOTES: Final = _FORGET_VOTES.where(~among(votes.theme, "kept"))
_COUNT: Final = (
    update(table(ThemeRow))
    .where(*_THEMES_HERE)
    .values(
        dots=select(func.coalesce(func.sum(votes.dots), 0))
        .where(*_VOTES_HERE, votes.theme == themes.id)
        .correlate(table(ThemeRow))
        .scalar_subquery()
    )
)

_FORMS: Final = select(_sessions.id, _sessions.args).where(
    _sessions.organisation_id == owner(),
    _sessions.flow == "retro",
    _sessions.step == bindparam("of_step"),
)
_UNSEND: Final = (
    update(table(SessionRow))
    # Only those that were sent: who sends one just now holds it, and waits for the retro.
    .where(_sessions.organisation_id == owner(), among(_sessions.id, "forms"), _sessions.done)
    .values(done=False)
)
_FORGET_CLAIMS: Final = delete(table(ClaimRow)).where(
    _claims.organisation_id == owner(), among(_claims.delivery, "claims")
)
_FORGET_REMINDERS: Final = tuple(
    delete(table(row)).where(
        table(row).c.organisation_id == owner(), table(row).c.key.like(bindparam("keys"))
    )
    for row in (DeliveryRow, OutboxRow)
)


class Thoughts(LooksBack):
    """Notes, the themes they are put into, and the dots that these get."""

    def add_notes(self, retro: Retro, writer: PersonId, notes: Sequence[Note]) -> None:
        held = self._held_retro(retro.id)
        if held.manner is None or held.wrote is not None:
            raise PassedStageError("nobody writes for this retro any more, or not yet")
        if held.manner is Manner.NAMED:
            new = [replace(note, retro=retro.id, author=writer) for note in notes]
        else:
            new = [*self.notes(retro.id), *notes]
            self._run(_FORGET_NOTES, of_retro=retro.id)
            _RANDOM.shuffle(new)
            new = [
                replace(note, id=NoteId(token_hex(_ID_BYTES)), retro=retro.id, author=None)
                for note in new
            ]
        self._leave_no_trace()
        self._insert(_ADD, [_note_row(note) for note in new])
        self._insert(_WROTE, [{"retro": retro.id, "person": writer}])

    def notes(self, retro: RetroId) -> Sequence[Note]:
        return [note_from(row) for row in self._all(_NOTES, of_retro=retro)]

    def writers(self, retro: RetroId) -> frozenset[PersonId]:
        return frozenset(PersonId(name) for (name,) in self._all(_WRITERS, of_retro=retro))

    def end_writing(self, retro: Retro, wrote: int) -> None:
        held = self._held_retro(retro.id)
        if held.wrote is not None or len(self.writers(retro.id)) != wrote:
            raise PassedStageError("somebody has written, or ended it, meanwhile")
        self._leave_no_trace()
        self._run(_END, of_retro=retro.id, count=wrote)
        if held.manner is not None and not may_show(held.manner, wrote):
            self._run(_FORGET_NOTES, of_retro=retro.id)
        if held.manner is Manner.ANONYMOUS:
            self._run(_FORGET_WRITERS, of_retro=retro.id)
            self._forget_forms(retro.id, "write")
            self._forget_reminders(retro.id)

    def drop_notes(self, retro: RetroId) -> None:
        self._held_retro(retro)
        self._leave_no_trace()
        self._run(_FORGET_NOTES, of_retro=retro)

    def reopen_writing(self, retro: RetroId) -> None:
        if self._count_of(_REOPEN, of_retro=retro) == 0:
            raise PassedStageError("anonymous notes that were shown are not added to")

    # --- themes and dots --------------------------------------------------------------------------

    def themes(self, retros: Collection[RetroId]) -> Mapping[RetroId, Sequence[Theme]]:
        found: defaultdict[RetroId, list[Theme]] = defaultdict(list)
        for theme in map(theme_from, self._all(_THEMES, retros=list(retros))):
            found[theme.retro].append(theme)
        return {retro: found[retro] for retro in retros}

    def set_themes(
        self, retro: RetroId, themes: Sequence[Theme], of_notes: Mapping[NoteId, ThemeId]
    ) -> None:
        self._held_retro(retro)
        kept = [theme.id for theme in themes]
        self._run(_LOOSEN, of_retro=retro)
        self._run(_FORGET_OTHER_VOTES, of_retro=retro, kept=kept)
        self._run(_FORGET_THEMES, of_retro=retro, kept=kept)
        rows = [
            {"retro": retro, "id": one.id, "title": one.title}
            | {"position": one.position, "dots": one.dots}
            for one in themes
        ]
        self._insert(_NAME, rows)
        self._each(
            _GROUP,
            [{"of_retro": retro, "of_note": note, "to": to} for note, to in of_notes.items()],
        )

    def votes(self, retro: RetroId) -> Mapping[PersonId, Mapping[ThemeId, int]]:
        found: defaultdict[PersonId, dict[ThemeId, int]] = defaultdict(dict)
        for person, theme, dots in self._all(_VOTES, of_retro=retro):
            found[PersonId(person)][ThemeId(theme)] = dots
        return dict(found)

    def vote(self, retro: RetroId, person: PersonId, dots: Mapping[ThemeId, int]) -> None:
        if self._held_retro(retro).stage is not Stage.VOTING:
            raise PassedStageError("nobody votes in this retro any more, or not yet")
        if sum(dots.values()) > DOTS:
            raise BrokenReferenceError(f"a member has {DOTS} dots, and gave {sum(dots.values())}")
        self._leave_no_trace()
        self._run(_TAKE_BACK, of_retro=retro, of_person=person)
        rows = [
            {"retro": retro, "person": person, "theme": theme, "dots": number}
            for theme, number in dots.items()
            if number
        ]
        self._insert(_VOTE, rows)

    def count_votes(self, retro: RetroId) -> None:
        self._held_retro(retro)
        self._leave_no_trace()
        self._run(_COUNT, of_retro=retro)
        self._run(_FORGET_VOTES, of_retro=retro)
        self._forget_forms(retro, "vote")

    def _leave_no_trace(self) -> None:
        """Let SQLite's log not keep what this transaction writes."""
        if self._connection.dialect.name == "sqlite":
            self._connection.info[TRACELESS] = True

    def _forget_reminders(self, retro: RetroId) -> None:
        """Let no message say who had not written yet; one that waits for its hour is too late."""
        keys = f"{REMINDER}:{retro}:%"
        for forget in _FORGET_REMINDERS:
            self._run(forget, keys=keys)

    def _forget_forms(self, retro: RetroId, step: str) -> None:
        """Let neither the sessions of a step nor the claims of its forms say who has sent one.

        All forms count as unsent again; whoever sends one now hears that it comes too late.
        """
        about = ("retro", retro)
        found = self._all(_FORMS, of_step=step)
        forms = [name for name, args in found if about in read_pairs(args)]
        self._run(_UNSEND, forms=forms)
        self._run(_FORGET_CLAIMS, claims=[f"form:{name}" for name in forms])


def _note_row(note: Note) -> dict[str, Any]:
    return {
        "id": note.id,
        "retro": note.retro,
        "kind": note.kind.value,
        "text": note.text,
        "author": note.author,
        "theme": note.theme,
    }
