"""Sums of a retro: what notes speak of together, how dots rank, when notes may be shown."""

from __future__ import annotations

import pytest

from dialogs.okr.retro import (
    FEWEST_WRITERS,
    Manner,
    RetroId,
    Theme,
    ThemeId,
    alike,
    by_dots,
    counted,
    may_show,
    mean_score,
    proposed_score,
    shared_word,
)


def theme(name: str, position: int, dots: int) -> Theme:
    return Theme(ThemeId(name), RetroId("r"), name, position, dots)


def test_notes_that_share_a_word_belong_together_whatever_its_ending() -> None:
    texts = [
        "Palaverit venyivät",
        "Tulokset näkyivät kaikille",
        "Liikaa palavereja",
        "Tuloksista puhuttiin",
        "Palaveri joka päivä",
    ]
    assert alike(texts) == [0, 1, 0, 1, 0]
    assert shared_word([texts[0], texts[2], texts[4]]) == "palaveri"


def test_what_belongs_to_two_goes_to_the_larger_and_does_not_join_them() -> None:
    texts = [
        "meetings were long",
        "fewer meetings",
        "meetings about staffing",
        "staffing was thin",
        "staffing in summer",
    ]
    assert alike(texts) == [0, 0, 0, 1, 1]


def test_words_that_say_nothing_join_nothing() -> None:
    assert alike(["We should rest", "It should be light", "Coffee"]) == [0, 1, 2]
    assert alike(["Meidän pitäisi levätä", "Pitäisi nauraa", "Kahvia"]) == [0, 1, 2]
    assert shared_word(["We should rest", "It should be light"]) is None


def test_nothing_is_grouped_as_nothing() -> None:
    assert alike([]) == []
    assert shared_word([]) is None


def test_one_text_names_itself() -> None:
    assert shared_word(["Staffing"]) == "staffing"


def test_level_themes_stand_as_the_facilitator_has_put_them() -> None:
    themes = [theme("c", 3, 2), theme("a", 1, 2), theme("b", 2, 5), theme("d", 4, 0)]
    assert [each.title for each in by_dots(themes)] == ["b", "a", "c", "d"]


def test_dots_are_added_up() -> None:
    a, b = ThemeId("a"), ThemeId("b")
    assert counted([{a: 2, b: 1}, {b: 3}, {}]) == {a: 2, b: 4}


@pytest.mark.parametrize(
    ("manner", "writers", "shown"),
    [
        (Manner.NAMED, 1, True),
        (Manner.ANONYMOUS, FEWEST_WRITERS - 1, False),
        (Manner.ANONYMOUS, FEWEST_WRITERS, True),
    ],
)
def test_notes_without_names_are_shown_from_four_writers_on(
    manner: Manner, writers: int, *, shown: bool
) -> None:
    assert may_show(manner, writers) is shown


@pytest.mark.parametrize(
    ("progress", "score"),
    [(None, None), (-0.4, 0.0), (0.0, 0.0), (0.449, 0.4), (0.45, 0.4), (0.46, 0.5), (1.7, 1.0)],
)
def test_a_score_is_proposed_from_progress(progress: float | None, score: float | None) -> None:
    assert proposed_score(progress) == score


def test_the_mean_of_no_scores_is_none() -> None:
    assert mean_score([]) is None
    assert mean_score([0.2, 0.6]) == pytest.approx(0.4)
