"""Answering by typing: lines such as ``1: 45 7`` are taken as if they stood in the form."""

from __future__ import annotations

from dialogs.flow import Again, Finish
from dialogs.flows.check_in.facts import (
    BLOCKER,
    COMMENT,
    CONFIDENCE,
    HELP,
    VALUE,
    Facts,
    field_id,
    open_action,
    shut_units,
)
from dialogs.flows.check_in.take import read_and_finish
from dialogs.flows.my_week import Item
from dialogs.reading import Line, ReadingError, read_lines
from dialogs.text import Phrase, Text, say
from dialogs.views import Button, Buttons, Note, Paragraph, Quote, Tone, View


def act_on_lines(facts: Facts) -> Finish:
    """Take typed lines (``1: 45 7``) as if they stood in the form; all or none are stored."""
    typed = facts.situation.arg("text")
    if not facts.mine.items and facts.shut:
        shut = say("check-in-shut-nothing", units=shut_units(facts.shut))
        return _shut(shut, typed)
    if not facts.mine.items:
        nothing = say("check-in-nothing")
        return Finish(View(nothing, (Paragraph(nothing),)))
    try:
        lines = read_lines(typed)
    except ReadingError as error:
        return _lines_refused(facts, typed, [error.sentence])
    numbered = {item.number: item for item in facts.mine.items}
    answers: dict[str, str] = {}
    wrong: list[Text] = []
    for line in lines:
        item = numbered.get(line.number)
        if item is None:
            wrong.append(say("line-no-such", number=line.number, most=len(numbered)))
            continue
        if line.value and line.confidence and not item.duty.asks_value:
            wrong.append(say("line-confidence-only", number=line.number))
            continue
        answers |= _as_answers(item, line)
    outcome = read_and_finish(facts, answers, no_change=False)
    match outcome:
        case Again(errors, notice):
            wrong += [_line_error(facts, name, text) for name, text in errors]
            if not wrong and notice is not None:
                wrong.append(notice)
        case Finish():
            if not wrong:
                return outcome
    return _lines_refused(facts, typed, wrong)


def _shut(summary: Phrase, typed: str) -> Finish:
    blocks = (
        Paragraph(summary, Tone.CARE),
        Quote(typed, say("line-typed")),
        Note(say("check-in-shut-why")),
    )
    return Finish(View(summary, blocks))


def _as_answers(item: Item, line: Line) -> dict[str, str]:
    """Put a line into the form's fields; earlier words stay where it says nothing of them."""
    goal, mine = item.goal, item.mine
    # Where only a confidence is asked, the one number is the confidence.
    alone = not item.duty.asks_value and not line.confidence
    return {
        field_id(VALUE, goal): "" if alone else line.value,
        field_id(CONFIDENCE, goal): line.value if alone else line.confidence,
        field_id(COMMENT, goal): line.comment or (mine.comment if mine is not None else ""),
        field_id(BLOCKER, goal): mine.blocker if mine is not None else "",
        field_id(HELP, goal): (mine.help_from or "") if mine is not None else "",
    }


def _line_error(facts: Facts, name: str, text: Text) -> Text:
    _, _, key_result = name.partition(":")
    for item in facts.mine.items:
        if item.goal.key_result.id == key_result:
            return say("line-error", number=item.number, error=text)
    return text


def _lines_refused(facts: Facts, typed: str, wrong: list[Text]) -> Finish:
    summary = say("line-refused")
    view = View(
        summary=summary,
        blocks=(
            Paragraph(summary, Tone.CARE),
            *(Paragraph(text) for text in wrong),
            Quote(typed, say("line-typed")),
            Note(say("line-form")),
            Buttons((Button(say("button-answer"), open_action(facts.mine.week), main=True),)),
        ),
    )
    return Finish(view)
