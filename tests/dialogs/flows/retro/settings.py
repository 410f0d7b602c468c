"""A retro under way, for tests of its steps: who asks, in which unit, how far it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from dialogs.flow import Situation
from dialogs.flows.retro.members import Receiver
from dialogs.flows.retro.setting import Setting
from dialogs.okr.cycle import Phase
from dialogs.okr.model import Cycle, CycleId, Language, Level, Person, PersonId, Unit, UnitId
from dialogs.okr.retro import Manner, Note, NoteId, NoteKind, Retro, RetroId, Stage
from dialogs.session import Session, SessionId
from dialogs.text import Reader
from tests.dialogs.flows.support import ALMANAC

NOW = datetime(2026, 12, 28, 8, 0, tzinfo=UTC)
"""Ten o'clock in Helsinki, on a Monday."""
READER = Reader(Language.FINNISH, "Europe/Helsinki")
UNIT = Unit(UnitId("elks"), "Elks", Level.TEAM, None)
CYCLE = Cycle(CycleId("2026-q4"), "Q4", date(2026, 10, 1), date(2026, 12, 31))
PEOPLE = tuple(Person(PersonId(name), name.title()) for name in ("aino", "eero", "elsa", "ilkka"))
RETRO = Retro(RetroId("r1"), UNIT.id, CYCLE.id, Stage.COLLECTING, PEOPLE[0].id, NOW)
SESSION = Session(SessionId("s1"), PEOPLE[0].id, "retro", "write", (), 1, NOW)


def setting(
    stage: Stage = Stage.COLLECTING,
    manner: Manner | None = Manner.ANONYMOUS,
    *,
    who: str = "aino",
    members: int = 4,
    wrote: int | None = None,
    **args: str,
) -> Setting:
    """Return what a step begins with; Aino runs the retro, the others are members."""
    person = Person(PersonId(who), who.title())
    situation = Situation(NOW, person, READER, READER, "d", args, ALMANAC)
    return Setting(
        situation=situation,
        asked="",
        unit=UNIT,
        cycle=CYCLE,
        phase=Phase.ACTIVE,
        retro=replace(RETRO, stage=stage, manner=manner, wrote=wrote),
        members=PEOPLE[:members],
        runs=who == "aino",
        runners=PEOPLE[:1],
        facilitator=PEOPLE[0],
    )


def receivers(*away: str, members: int = 4) -> tuple[Receiver, ...]:
    """Return the members, some of them away."""
    return tuple(Receiver(each, READER, NOW, each.id in away) for each in PEOPLE[:members])


def note(name: str, kind: NoteKind, text: str, author: str | None = None) -> Note:
    """Return a thought."""
    whose = None if author is None else PersonId(author)
    return Note(NoteId(name), RETRO.id, kind, text, whose)
