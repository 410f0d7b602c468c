"""Facts first: what was agreed last time, how far each key result came, what stood in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dialogs.flow import Situation, Tell
from dialogs.flows.changes.facts import state_words
from dialogs.flows.parts import blocks, contradiction_words, goal_meter, trend_chart
from dialogs.flows.retro.board import board_view, title_of
from dialogs.flows.retro.moves import go_button
from dialogs.flows.retro.past import Obstacle, Past, cycle_weeks, pasts, thinned
from dialogs.flows.retro.setting import NAME, retro_action
from dialogs.flows.retro.state import Board, gather_board
from dialogs.flows.voices import short
from dialogs.okr.model import (
    Cycle,
    Objective,
    PersonId,
    Unit,
)
from dialogs.okr.retro import Change, ChangeId, ChangeNews, Stage
from dialogs.okr.rollup import WeekPoint
from dialogs.okr.week import Week
from dialogs.plain import short as cut
from dialogs.ports import Work
from dialogs.text import Day, Listing, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Details,
    Fact,
    Heading,
    Note,
    Paragraph,
    Table,
    View,
)
from dialogs.views import Facts as Figures

MOST_OBSTACLES: Final = 5
"""Obstacles named at a time, of the newest; the rest is counted."""
MOST_DOUBTS: Final = 5
MOST_NEWS: Final = 3
"""What was said of a change, the newest."""
ONE_PAGE: Final = 5
"""Key results up to which one page holds everything; more have a page for each objective."""
MOST_PAGES: Final = 10
"""Objectives with a button."""
FIRST_METERS: Final = 10
"""Key results in the open; more of them are folded away."""
MOST_METERS: Final = 30
MOST_ROWS: Final = 15
"""Key results in the table of weeks; of more the pages of the objectives tell."""
TABLE_TITLE: Final = 40
"""Characters of a key result's title in the table of weeks: a telephone is narrow."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A board, and everything that a team looks at before it judges."""

    board: Board
    pasts: tuple[Past, ...] = ()
    news: Mapping[ChangeId, tuple[ChangeNews, ...]] | None = None
    """What was said of each change that was agreed last time, oldest first."""
    names: Mapping[PersonId, str] | None = None
    """Of those who see to the changes, and of those who said something of them."""
    trend: tuple[WeekPoint, ...] = ()
    objective: Objective | None = None
    """The one that is looked at more closely; None: the whole cycle is."""
    today: Week | None = None


def gather(work: Work, situation: Situation) -> Facts:
    """Gather the cycle's weeks, and what became of the last retro's changes."""
    board = gather_board(work, situation)
    cycle, unit = board.setting.cycle, board.setting.unit
    if cycle is None or unit is None:
        return Facts(board)
    wanted = situation.arg("objective")
    objective = next((each for each in board.objectives if each.id == wanted), None)
    weeks = cycle_weeks(cycle, Week.of(board.setting.on))
    ids = [each.key_result.id for each in board.goals]
    news = {each.id: tuple(work.change_history(each.id)) for each in board.before}
    people = {each.owner for each in board.before}
    people |= {each.by for some in news.values() for each in some}
    known = work.people(people).values() if people else ()
    span = (weeks[0], weeks[-1]) if weeks else None
    trend = work.trend(ids, span) if ids and span is not None else ()
    return Facts(
        board=board,
        pasts=pasts(work, board.goals, unit, weeks, objective, Week.of(board.setting.on)),
        news=news,
        names={each.id: each.name for each in known},
        trend=thinned(trend),
        objective=objective,
        today=Week.of(board.setting.on),
    )


# --- views ----------------------------------------------------------------------------------------


def tell(facts: Facts) -> View:
    """Show the facts: of the whole cycle, or of one objective more closely."""
    unit, cycle = facts.board.setting.unit, facts.board.setting.cycle
    if unit is None or cycle is None:
        return board_view(facts.board)
    if facts.objective is not None:
        return _closer(facts, facts.objective, unit, cycle)
    title = say("retro-facts-title", title=title_of(unit, cycle))
    whole = len(facts.pasts) <= ONE_PAGE
    return View(
        title,
        blocks(
            Heading(title),
            *before_blocks(facts.board.before, facts.news or {}, facts.names or {}),
            Heading(say("retro-facts-goals"), 2),
            Paragraph(say("retro-facts-none")) if not facts.pasts else None,
            _figures(facts.pasts) if facts.pasts else None,
            *(_each(facts, facts.pasts) if whole else _overview(facts)),
            Note(say("retro-facts-allowed")) if facts.pasts else None,
            Buttons(tuple(_ways(facts, whole=whole))),
        ),
    )


def before_blocks(
    changes: Sequence[Change],
    news: Mapping[ChangeId, Sequence[ChangeNews]],
    names: Mapping[PersonId, str],
) -> Iterator[Block]:
    """Say what was agreed in the last retro, and what has been said of it since."""
    yield Heading(say("retro-facts-before"), 2)
    if not changes:
        yield Paragraph(say("retro-facts-no-before"))
        return
    items: list[Text] = []
    for each in changes:
        owner = names.get(each.owner, "")
        state = state_words(each.state)
        items.append(say("retro-facts-change", change=each.text, person=owner, state=state))
    yield Bullets(tuple(items), ordered=True)
    said: list[Text] = [
        say(
            "retro-facts-news",
            number=number,
            day=Day(one.at.date()),
            person=names.get(one.by, ""),
            state=state_words(one.state),
            words=short(one.comment),
        )
        for number, each in enumerate(changes, start=1)
        for one in [*news.get(each.id, ())][-MOST_NEWS:]
        if one.comment
    ]
    if said:
        yield Bullets(tuple(said))


def _figures(pasts: Sequence[Past]) -> Figures:
    """Say how many of the questions were answered, without a word of blame."""
    asked = sum(len(each.asked) for each in pasts)
    missed = sum(len(each.missed) for each in pasts)
    said = say("retro-facts-answered-value", answered=asked - missed, asked=asked)
    named = say("retro-number", count=sum(len(each.obstacles) for each in pasts))
    items = [Fact(say("retro-facts-answered"), said)]
    if any(each.obstacles for each in pasts):
        items.append(Fact(say("retro-facts-obstacles"), named))
    return Figures(tuple(items))


def _overview(facts: Facts) -> Iterator[Block]:
    """Show a large cycle: one picture, each key result as a bar, the weeks folded away."""
    picture = trend_chart(facts.trend)
    if picture is not None:
        yield picture
    shown = facts.pasts[:MOST_METERS]
    first, rest = shown[:FIRST_METERS], shown[FIRST_METERS:]
    yield from _meters(facts, first)
    if rest:
        title = say("retro-facts-more", count=len(rest))
        yield Details(title, tuple(_meters(facts, rest)))
    if len(facts.pasts) > MOST_METERS:
        yield Note(say("retro-missing-more", count=len(facts.pasts) - MOST_METERS))
    yield from _obstacle_blocks(facts.pasts, named=True)
    yield from _doubts(facts.pasts)
    if len(shown) <= MOST_ROWS:
        yield Details(say("retro-facts-weeks"), (_weeks_table(shown),))


def _meters(facts: Facts, pasts: Sequence[Past]) -> Iterator[Block]:
    objective = None
    for each in pasts:
        if each.goal.objective.id != objective:
            objective = each.goal.objective.id
            yield Heading(Verbatim(each.goal.objective.title), 3)
        yield goal_meter(each.goal, facts.board.setting.on)


def _weeks_table(pasts: Sequence[Past]) -> Table:
    header = (
        say("retro-facts-key-result"),
        say("retro-facts-asked"),
        say("retro-facts-missed"),
        say("retro-facts-named"),
    )
    rows = tuple(
        (
            Verbatim(cut(each.goal.key_result.title, TABLE_TITLE)),
            say("retro-number", count=len(each.asked)),
            say("retro-number", count=len(each.missed)),
            say("retro-number", count=len(each.obstacles)),
        )
        for each in pasts
    )
    return Table(say("retro-facts-weeks"), header, rows)


def _obstacle_blocks(pasts: Sequence[Past], *, named: bool) -> Iterator[Block]:
    """Name the newest obstacles and asks; of several key results each with its title."""
    titles = {each.goal.key_result.id: each.goal.key_result.title for each in pasts}
    found = sorted(
        (one for each in pasts for one in each.obstacles), key=lambda one: one.last, reverse=True
    )
    if not found:
        return
    yield Heading(say("retro-facts-obstacles"), 3)
    shown = found[:MOST_OBSTACLES]
    yield Bullets(
        tuple(_obstacle(each, titles[each.key_result] if named else "") for each in shown)
    )
    if len(found) > len(shown):
        yield Note(say("retro-missing-more", count=len(found) - len(shown)))


def _obstacle(each: Obstacle, title: str) -> Text:
    when = (
        say("retro-facts-week", week=each.last)
        if each.first == each.last
        else say("retro-facts-span", first=each.first, last=each.last)
    )
    if not each.text:
        said = say("retro-facts-help", when=when, unit=each.helper)
    elif each.helper:
        words = short(each.text)
        said = say("retro-facts-blocked-help", when=when, words=words, unit=each.helper)
    else:
        said = say("retro-facts-blocked", when=when, words=short(each.text))
    return say("retro-facts-of", title=title, said=said) if title else said


def _doubts(pasts: Sequence[Past]) -> Iterator[Block]:
    words = [word for each in pasts for word in contradiction_words(each.goal)]
    if words:
        yield Heading(say("digest-doubts"), 3)
        yield Bullets(tuple(words[:MOST_DOUBTS]))


def _closer(facts: Facts, objective: Objective, unit: Unit, cycle: Cycle) -> View:
    """Show one objective: each key result with its curve, its weeks and what stood in its way."""
    title = say("retro-facts-title", title=title_of(unit, cycle))
    own = [each for each in facts.pasts if each.goal.objective.id == objective.id]
    return View(
        title,
        blocks(
            Heading(title),
            Heading(Verbatim(objective.title), 2),
            *(_each(facts, own, headed=False) if own else (Paragraph(say("retro-facts-none")),)),
            Buttons(tuple(_ways(facts, whole=False))),
        ),
    )


def _each(facts: Facts, pasts: Sequence[Past], *, headed: bool = True) -> Iterator[Block]:
    objective = None
    for each in pasts:
        if headed and each.goal.objective.id != objective:
            objective = each.goal.objective.id
            yield Heading(Verbatim(each.goal.objective.title), 3)
        yield goal_meter(each.goal, facts.board.setting.on)
        picture = key_result_chart(each)
        if picture is not None:
            yield picture
        yield from _weeks(each)
    yield from _obstacle_blocks(pasts, named=len(pasts) > 1)
    yield from _doubts(pasts)


def key_result_chart(past: Past) -> Chart | None:
    """Draw one key result's progress and confidence; None where there is no line to draw."""
    found = trend_chart(past.points)
    if found is None:
        return None
    return replace(found, title=say("retro-facts-curve", title=past.goal.key_result.title))


def _weeks(past: Past) -> Iterator[Block]:
    """Say in which weeks no answer came, as a figure and not as a fault."""
    if not past.missed:
        return
    missed = past.missed
    spans = Listing(tuple(_span(first, last) for first, last in _runs(missed)[:MOST_OBSTACLES]))
    yield Note(say("retro-facts-silent", count=len(missed), asked=len(past.asked), weeks=spans))


def _runs(weeks: Sequence[Week]) -> list[tuple[Week, Week]]:
    """Return weeks that follow each other as spans."""
    found: list[tuple[Week, Week]] = []
    for week in weeks:
        if found and found[-1][1].plus(1) == week:
            found[-1] = (found[-1][0], week)
        else:
            found.append((week, week))
    return found


def _span(first: Week, last: Week) -> Text:
    if first == last:
        return say("retro-facts-one", week=first)
    return say("retro-facts-several", first=first, last=last)


def _ways(facts: Facts, *, whole: bool) -> Iterator[Button]:
    """Return where to go from the facts: on, closer to an objective, back to the board."""
    board, retro = facts.board, facts.board.retro
    if retro is not None and retro.stage is Stage.FACTS and board.setting.runs:
        onward = go_button(retro, Stage.SCORING)
        yield Button(onward.label, onward.action, main=True)
    if not whole:
        for each in board.objectives[:MOST_PAGES]:
            if facts.objective is None or each.id != facts.objective.id:
                yield Button(Verbatim(each.title), _action(board, "facts", each))
    if facts.objective is not None:
        yield Button(say("retro-do-all-facts"), _action(board, "facts", None))
    yield Button(say("retro-do-board"), _action(board, "show", None))


def _action(board: Board, step: str, objective: Objective | None) -> Action:
    """Return what a button does, before a retro is begun as well."""
    more = {} if objective is None else {"objective": str(objective.id)}
    if board.retro is not None:
        return retro_action(step, board.retro, **more)
    unit = board.setting.unit
    args = {"unit": "" if unit is None else str(unit.id), **more}
    return Action(NAME, step, tuple(sorted(args.items())))


FACTS: Final = Tell("facts", gather, tell)
