"""The retro's board: where it is, what is missing, what comes next; and what others see of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from dialogs.flow import Situation, Tell
from dialogs.flows.parts import blocks
from dialogs.flows.retro.moves import (
    is_before,
    next_buttons,
    notes_buttons,
    score_button,
    side_buttons,
    stage_words,
    vote_button,
    write_button,
)
from dialogs.flows.retro.outcome import Summary
from dialogs.flows.retro.scores import score_blocks
from dialogs.flows.retro.setting import NAME, Setting, retro_action
from dialogs.flows.retro.state import Board, gather_board
from dialogs.flows.retro.summary import summary_view
from dialogs.okr.cycle import Phase
from dialogs.okr.model import Cycle, Unit
from dialogs.okr.retro import Manner, Retro, Stage, Turnout
from dialogs.ports import Work
from dialogs.text import Day, Listing, Text, Verbatim, say
from dialogs.views import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    Fact,
    Facts,
    Heading,
    Note,
    Paragraph,
    Tone,
    View,
)

MOST_MISSING: Final = 8
"""Things that are missing and named; the rest is counted."""
STEPS: Final = tuple(Stage)


def gather(work: Work, situation: Situation) -> Board:
    """Gather what the board shows."""
    return gather_board(work, situation)


def tell(board: Board) -> View:
    """Show the invitation, the board, or what came of it."""
    return board_view(board)


def board_view(board: Board, done: Text | None = None) -> View:
    """Show where a retro is, under a sentence of what has just been done."""
    return _board(board, None if done is None else Paragraph(done, Tone.GOOD))


def refused(board: Board, why: Text) -> View:
    """Say why something cannot be done, and show where the retro is now."""
    return _board(board, Paragraph(why, Tone.CARE))


def _board(board: Board, notice: Paragraph | None) -> View:
    setting, retro = board.setting, board.retro
    if setting.unit is None or setting.cycle is None:
        return which(setting)
    if retro is None:
        return _invitation(board, setting.unit, setting.cycle, notice)
    if board.summary is not None:
        return _published(board, retro, board.summary, notice)
    return _under_way(board, setting.unit, setting.cycle, retro, notice)


def which(setting: Setting) -> View:
    """Ask which unit was meant, or say that it has nothing to look back on."""
    if setting.unit is not None:
        text = say("retro-no-cycle", unit=setting.unit.name)
    elif setting.candidates:
        text = say("retro-which")
    elif setting.asked:
        text = say("retro-unknown", asked=setting.asked)
    else:
        text = say("retro-gone" if setting.situation.arg("retro") else "retro-none")
    shown = tuple(
        Button(Verbatim(each.name), Action(NAME, "show", (("unit", each.id),)))
        for each in setting.candidates
    )
    note = Note(say("retro-hint"))
    return View(text, blocks(Paragraph(text), Buttons(shown) if shown else None, note))


def title_of(unit: Unit, cycle: Cycle) -> Text:
    """Name a retro."""
    return say("retro-board-title", unit=unit.name, cycle=cycle.name)


# --- before it is begun -------------------------------------------------------------------------


def _invitation(board: Board, unit: Unit, cycle: Cycle, notice: Paragraph | None) -> View:
    title = title_of(unit, cycle)
    args = (("unit", unit.id),)
    look = Button(say("retro-do-facts"), Action(NAME, "facts", args))
    begin = Button(say("retro-do-start"), Action(NAME, "start", args), main=True)
    runs = board.setting.runs
    early = board.setting.phase is Phase.ACTIVE and board.setting.on <= cycle.end
    return View(
        title,
        blocks(
            Heading(title),
            notice,
            Paragraph(say("retro-invite-lead", first=Day(cycle.start), last=Day(cycle.end))),
            Note(say("retro-invite-early", day=Day(cycle.end))) if early else None,
            Facts(_held(board)),
            *_missing_blocks(board),
            Heading(say("retro-invite-way"), 2),
            Bullets(tuple(say(f"retro-way-{n}") for n in range(1, 6)), ordered=True),
            Buttons((begin, look) if runs else (look,)),
            None if runs else Note(_who_begins(board.setting)),
        ),
    )


def _held(board: Board) -> tuple[Fact, ...]:
    return (
        Fact(say("retro-fact-objectives"), say("retro-number", count=len(board.objectives))),
        Fact(say("fact-key-results"), say("retro-number", count=len(board.goals))),
        Fact(say("retro-fact-before"), say("retro-number", count=len(board.before))),
    )


def _who_begins(setting: Setting) -> Text:
    names = Listing(tuple(Verbatim(each.name) for each in setting.runners[:MOST_MISSING]))
    return say("retro-who-runs", people=names) if setting.runners else say("retro-nobody-runs")


def _missing_blocks(board: Board) -> Iterator[Block]:
    """Name what is missing from the facts: answers, and news of what was agreed last time."""
    items: list[Text] = [
        say("retro-missing-answer", title=goal.key_result.title)
        if goal.standing.week is None
        else say("retro-missing-fresh", title=goal.key_result.title, week=goal.standing.week)
        for goal in board.silent
    ]
    items += [say("retro-missing-news", change=each.text) for each in board.unheard]
    if items:
        yield Heading(say("retro-missing"), 2)
        yield Bullets(tuple(items[:MOST_MISSING]))
    if len(items) > MOST_MISSING:
        yield Note(say("retro-missing-more", count=len(items) - MOST_MISSING))


# --- under way ----------------------------------------------------------------------------------


def _under_way(
    board: Board, unit: Unit, cycle: Cycle, retro: Retro, notice: Paragraph | None
) -> View:
    title = title_of(unit, cycle)
    setting = board.setting
    facilitator = setting.facilitator.name if setting.facilitator is not None else ""
    return View(
        say("retro-board-summary", title=title, step=stage_words(retro.stage)),
        blocks(
            Heading(title),
            notice,
            Note(say("retro-correcting")) if retro.published is not None else None,
            Paragraph(say(_lead(retro))),
            Bullets(tuple(_steps(board, retro)), ordered=True),
            *(_missing_blocks(board) if setting.runs and retro.stage is Stage.FACTS else ()),
            *(_runners(board, retro) if setting.runs else _members(board, retro)),
            Note(say("retro-facilitated", person=facilitator)) if facilitator else None,
        ),
    )


def _lead(retro: Retro) -> str:
    if retro.stage is Stage.COLLECTING and retro.manner is not None:
        return f"retro-lead-collecting-{retro.manner.value}"
    return f"retro-lead-{retro.stage.value}"


def _steps(board: Board, retro: Retro) -> Iterator[Text]:
    """List the steps in their order, each with its sign and with how far it is."""
    for stage in STEPS:
        sign = _sign(board, retro, stage)
        words, detail = stage_words(stage), _DETAILS[stage](board, retro)
        if detail is None or sign == "left-out":
            yield say(f"retro-step-{sign}", step=words)
        else:
            yield say(f"retro-step-{sign}-with", step=words, detail=detail)


def _sign(board: Board, retro: Retro, stage: Stage) -> str:
    if stage is retro.stage:
        return "now"
    if is_before(retro.stage, stage):
        return "to-come"
    if stage in _left_out(board, retro):
        return "left-out"
    return "open" if stage is Stage.SCORING and _rest(board.scored) else "done"


def _left_out(board: Board, retro: Retro) -> frozenset[Stage]:
    """Return the steps that a retro which is past them has gone without."""
    found = set()
    if not retro.wrote and not board.writers:
        found |= {Stage.COLLECTING}
    if not board.themes:
        found |= {Stage.GROUPING, Stage.VOTING}
    if not board.counted:
        found |= {Stage.VOTING}
    if not board.changes:
        found |= {Stage.AGREEING}
    return frozenset(found)


def _rest(turnout: Turnout) -> int:
    return turnout.of - turnout.done


def _no_detail(board: Board, retro: Retro) -> Text | None:
    del board, retro
    return None


def _scored(board: Board, retro: Retro) -> Text | None:
    del retro
    return say("retro-detail-scored", done=board.scored.done, of=board.scored.of)


def _written(board: Board, retro: Retro) -> Text | None:
    """Say how many have written, and never who."""
    if retro.manner is None:
        return None
    manner = say("retro-detail-named" if retro.manner is Manner.NAMED else "retro-detail-anonymous")
    if retro.wrote is not None:
        return say("retro-detail-wrote", count=retro.wrote, manner=manner)
    of = len(board.setting.members)
    return say("retro-detail-writing", done=len(board.writers), of=of, manner=manner)


def _grouped(board: Board, retro: Retro) -> Text | None:
    del retro
    return say("retro-detail-themes", count=len(board.themes)) if board.themes else None


def _voted(board: Board, retro: Retro) -> Text | None:
    if retro.stage is Stage.VOTING:
        of = len(board.setting.members)
        return say("retro-detail-voted", done=len(board.voters), of=of)
    if board.counted:
        return say("retro-detail-dots", count=sum(each.dots for each in board.themes))
    return None


def _agreed(board: Board, retro: Retro) -> Text | None:
    del retro
    return say("retro-detail-changes", count=len(board.changes)) if board.changes else None


def _carried(board: Board, retro: Retro) -> Text | None:
    if is_before(retro.stage, Stage.CARRYING) and not board.carried.done:
        return None
    return say("retro-detail-carried", done=board.carried.done, of=board.carried.of)


_DETAILS: Final[Mapping[Stage, Callable[[Board, Retro], Text | None]]] = {
    Stage.FACTS: _no_detail,
    Stage.SCORING: _scored,
    Stage.COLLECTING: _written,
    Stage.GROUPING: _grouped,
    Stage.VOTING: _voted,
    Stage.AGREEING: _agreed,
    Stage.CARRYING: _carried,
    Stage.PUBLISHED: _no_detail,
}


def _runners(board: Board, retro: Retro) -> Iterator[Block]:
    yield Buttons(next_buttons(board, retro))
    yield Heading(say("retro-more"), 3)
    yield Buttons(tuple(side_buttons(board, retro)))


def _members(board: Board, retro: Retro) -> Iterator[Block]:
    """Offer members what is theirs to do now, and what they may read; everybody the facts."""
    shown: list[Button] = []
    if board.setting.belongs and retro.stage is Stage.COLLECTING:
        shown.append(_main(write_button(board, retro)))
    if board.setting.belongs and retro.stage is Stage.VOTING:
        shown.append(_main(vote_button(board, retro)))
    shown.append(Button(say("retro-do-facts"), retro_action("facts", retro)))
    if board.scores and board.setting.reads:
        shown.append(Button(say("retro-do-scores"), retro_action("scores", retro)))
    shown += notes_buttons(board, retro)
    yield Buttons(tuple(shown))


def _main(button: Button) -> Button:
    return Button(button.label, button.action, main=True)


# --- scores, and after publishing ---------------------------------------------------------------


def tell_scores(board: Board) -> View:
    """Show what has been scored so far; those who run the retro may correct it from here."""
    setting, retro = board.setting, board.retro
    if setting.unit is None or setting.cycle is None or retro is None:
        return board_view(board)
    if not setting.reads:
        return refused(board, say("retro-not-published"))
    title = say("retro-scores-title", unit=setting.unit.name, cycle=setting.cycle.name)
    mine = setting.runs and retro.stage not in {Stage.FACTS, Stage.PUBLISHED}
    correct = tuple(score_button(retro, each) for each in board.objectives) if mine else ()
    back = Button(say("retro-do-board"), retro_action("show", retro))
    shown = tuple(score_blocks(board))
    return View(
        title,
        blocks(
            Heading(title),
            *(shown or (Paragraph(say("retro-scores-none")),)),
            Buttons((*correct[:MOST_MISSING], back)),
        ),
    )


def _published(board: Board, retro: Retro, summary: Summary, notice: Paragraph | None) -> View:
    shown = summary_view(summary)
    after = next_buttons(board, retro) if board.setting.runs else ()
    heading, *rest = shown.blocks
    return View(
        shown.summary,
        blocks(
            heading,
            notice,
            *rest,
            Buttons(tuple(Button(each.label, each.action) for each in after)) if after else None,
        ),
    )


SHOW: Final = Tell("show", gather, tell)
SCORES: Final = Tell("scores", gather, tell_scores)
