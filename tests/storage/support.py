"""A small organisation for the tests of storage, and the values that its people bring."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from dialogs.events import Moment, MomentKind
from dialogs.okr.cadence import read_rule
from dialogs.okr.confidence import opinion
from dialogs.okr.measure import Change, KeepWithin, Milestones, YesNo
from dialogs.okr.model import (
    Answering,
    Break,
    BreakId,
    ChannelId,
    CheckIn,
    CheckInId,
    Cycle,
    CycleId,
    Forum,
    ForumId,
    KeyResult,
    KeyResultId,
    Language,
    Level,
    Meeting,
    Membership,
    Objective,
    ObjectiveId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    Role,
    Task,
    TaskId,
    Unit,
    UnitId,
)
from dialogs.okr.standing import WeekAnswer
from dialogs.okr.week import Week
from dialogs.okr.window import Window
from dialogs.posts import Planned, Post, PostKey, PostKind, Recipient, ToPerson
from dialogs.replies import Reply, Show
from dialogs.session import Session, SessionId
from dialogs.text import Reader, Verbatim, say
from dialogs.views import Heading, View
from storage.structure import Structure

OMA = OrganisationId("oma")
NAAPURI = OrganisationId("naapuri")
TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
WEEK = Week(2026, 47)

COUNTY, SECTOR, NORTH, SOUTH = map(UnitId, ("county", "sector", "north", "south"))
ANNA, BEN, CARA = map(PersonId, ("anna", "ben", "cara"))
WAITING, STAFFING, TRAINING, OPENING, OLD, COUNTYWIDE = map(
    KeyResultId, ("waiting", "staffing", "training", "opening", "old", "countywide")
)
FORUM = ForumId("board")
OPEN = Window(due=NOW + timedelta(days=900), closes=NOW + timedelta(days=901))
"""An asking that takes every answer."""
READER = Reader(Language.FINNISH, "Europe/Helsinki")


def structure(organisation: OrganisationId = OMA, name: str = "Oma") -> Structure:
    """An organisation of four units; the same ids whatever its name."""
    quarter, year, past = map(CycleId, ("2026-Q4", "2026", "2026-Q3"))
    return Structure(
        organisation=Organisation(organisation, name, Language.FINNISH, "Europe/Helsinki", "FI"),
        units=(
            Unit(COUNTY, f"{name} county", Level.ORGANISATION, None),
            Unit(SECTOR, f"{name} sector", Level.SECTOR, COUNTY, language=Language.SWEDISH),
            Unit(SOUTH, f"{name} south", Level.TEAM, SECTOR, zone="Europe/Stockholm"),
            Unit(
                NORTH,
                f"{name} north",
                Level.TEAM,
                SECTOR,
                Answering.EVERYONE,
                ask=read_rule("weekly tue"),
                ask_at=time(8, 30),
                note="the pilot",
            ),
        ),
        people=(
            Person(ANNA, f"{name} Anna", "anna@example.org", Language.ENGLISH, "Europe/Oslo"),
            Person(BEN, f"{name} Ben", note="on leave in May"),
            Person(CARA, f"{name} Cara"),
        ),
        memberships=(
            Membership(ANNA, COUNTY, Role.ADMIN),
            Membership(ANNA, NORTH, Role.LEAD),
            Membership(BEN, NORTH, Role.MEMBER),
            Membership(CARA, SOUTH, Role.LEAD),
        ),
        forums=(
            Forum(
                FORUM,
                COUNTY,
                f"{name} board",
                ChannelId("board-room"),
                read_rule("board"),
                time(12, 0),
            ),
            Forum(
                ForumId("north-meeting"),
                NORTH,
                f"{name} meeting",
                ChannelId("north"),
                read_rule("monthly tue 1,3"),
                time(14, 15),
                Language.NORWEGIAN,
                "first Tuesday",
            ),
        ),
        meetings=(
            Meeting(FORUM, date(2026, 12, 10)),
            Meeting(FORUM, date(2027, 1, 14)),
        ),
        breaks=(
            Break(BreakId("july"), date(2027, 7, 1), date(2027, 7, 31), note=f"{name} holidays"),
            Break(BreakId("move"), date(2026, 12, 7), date(2026, 12, 11), NORTH),
        ),
        cycles=(
            Cycle(year, "2026", date(2026, 1, 1), date(2026, 12, 31)),
            Cycle(past, "Q3", date(2026, 7, 1), date(2026, 9, 30)),
            Cycle(quarter, "Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ),
        objectives=(
            Objective(ObjectiveId("care"), NORTH, quarter, f"{name} care", 1),
            Objective(ObjectiveId("people"), NORTH, quarter, f"{name} people", 2, "ours"),
            Objective(ObjectiveId("before"), NORTH, past, f"{name} before", 1),
            Objective(ObjectiveId("all"), COUNTY, year, f"{name} all", 1),
            Objective(ObjectiveId("growth"), SOUTH, quarter, f"{name} growth", 1),
        ),
        key_results=(
            KeyResult(
                WAITING,
                ObjectiveId("care"),
                f"{name} waiting",
                Change(30.0, 14.0),
                "days",
                ANNA,
                COUNTYWIDE,
                1,
            ),
            KeyResult(
                STAFFING, ObjectiveId("people"), f"{name} staffing", KeepWithin(None, 14.5), "%"
            ),
            KeyResult(
                TRAINING,
                ObjectiveId("people"),
                f"{name} training",
                Milestones(4),
                owner=BEN,
                position=2,
                note="spring",
            ),
            KeyResult(OLD, ObjectiveId("before"), f"{name} old", YesNo()),
            KeyResult(COUNTYWIDE, ObjectiveId("all"), f"{name} countywide", KeepWithin(1.0, 2.0)),
            KeyResult(OPENING, ObjectiveId("growth"), f"{name} opening", YesNo(), owner=CARA),
        ),
        tasks=(
            Task(TaskId("call"), f"{name} call", NORTH, None, WAITING, date(2026, 12, 1)),
            Task(TaskId("write"), f"{name} write", None, BEN, None, None, True, "draft"),
        ),
    )


def check_in(
    identity: str,
    key_result: KeyResultId = WAITING,
    week: Week = WEEK,
    *,
    person: PersonId = ANNA,
    value: float | None = 22.0,
    confidence: int = 7,
    corrects: str | None = None,
) -> CheckIn:
    """An answer."""
    return CheckIn(
        id=CheckInId(identity),
        key_result=key_result,
        week=week,
        person=person,
        at=NOW,
        value=value,
        confidence=confidence,
        comment="slowly",
        blocker="sick leave",
        help_from=SECTOR,
        corrects=None if corrects is None else CheckInId(corrects),
    )


def answer(value: float | None, *confidences: int, week: Week = WEEK) -> WeekAnswer:
    """What a team said in a week."""
    return WeekAnswer(week, value, opinion(confidences))


def view(words: str) -> View:
    """A message of one line."""
    return View(Verbatim(words), (Heading(say("greeting", name=words)),))


def reply(words: str) -> Reply:
    """A reply of one line."""
    return Reply(READER, Show(view(words)))


def post(
    key: str,
    words: str = "hello",
    *,
    to: Recipient | None = None,
    at: datetime = NOW,
    replaces: str | None = None,
    kind: PostKind | None = None,
    planned: Planned | None = None,
) -> Post:
    """A message on its way."""
    return Post(
        key=PostKey(key),
        kind=kind or (PostKind.PROMPT if replaces is None else PostKind.RECEIPT),
        recipient=to or ToPerson(ANNA),
        reader=READER,
        view=view(words),
        at=at,
        replaces=None if replaces is None else PostKey(replaces),
        planned=planned,
    )


def planned(
    unit: UnitId = NORTH, *, at: datetime = NOW, window: Window | None = OPEN, period: str = ""
) -> Planned:
    """What the ledger keeps of a message."""
    due, closes = (None, None) if window is None else (window.due, window.closes)
    return Planned(unit, period or str(WEEK), at, due, closes)


def moment(key: str = "ask:north:2026-W47", organisation: OrganisationId = OMA) -> Moment:
    """A planned moment."""
    return Moment(organisation, key, MomentKind.ASK, NORTH, str(WEEK), NOW, TODAY)


def session(identity: str = "s1", version: int = 1, step: str = "form") -> Session:
    """A conversation under way."""
    return Session(
        id=SessionId(identity),
        person=ANNA,
        flow="check_in",
        step=step,
        args=(("week", "2026-W47"), ("unit", "north")),
        version=version,
        expires=NOW + timedelta(days=7),
    )
