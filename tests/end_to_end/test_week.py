"""A week in the browser: asked, answered with a slip, thanked; the forum gets its roll-up."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.conftest import Visiting
from tests.end_to_end.people import (
    MANAGER,
    MEMBER,
    TEAM_CHANNEL,
    UNIT_CHANNEL,
    give,
    group,
    move_clock,
    newest,
    open_form,
    send,
    sheet,
)
from tests.end_to_end.service import Service

OBSTACLE = "Sijaisia ei ole saatu."

pytestmark = pytest.mark.browser


def test_a_member_answers_and_the_manager_sees_the_roll_up(
    demo: Service, visiting: Visiting
) -> None:
    with visiting(language="fi") as visit:
        member = visit.open(demo.address)
        expect(member).to_have_url(f"{demo.address}{MEMBER}")
        _is_asked_on_monday(member)
        _is_corrected_and_loses_nothing(member)
        _is_thanked(member)
        manager = visit.open(f"{demo.address}{MANAGER}/{UNIT_CHANNEL}")
        before = manager.get_by_role("article").count()
        move_clock(member, "forum")
        _has_the_new_figures(manager, before)
        team = visit.open(f"{demo.address}{MEMBER}/{TEAM_CHANNEL}")
        expect(newest(team).locator(".meter", has_text="Viestipohjat")).to_contain_text("5/6")


def _is_asked_on_monday(page: Page) -> None:
    prompt = newest(page)
    expect(prompt).to_contain_text("Viikko 47")
    expect(prompt.get_by_role("listitem")).to_have_count(2)
    open_form(page)
    expect(sheet(page).get_by_role("heading")).to_contain_text("viikko 47")
    # Nothing is filled in beforehand, confidence least of all; the last values stand beside.
    expect(sheet(page).locator("input:checked")).to_have_count(0)
    for number in (1, 2):
        expect(group(page, number).get_by_role("textbox").first).to_have_value("")
    expect(group(page, 1)).to_contain_text("22 asiaa")


def _is_corrected_and_loses_nothing(page: Page) -> None:
    give(page, 1, "18", 3)
    group(page, 1).get_by_text("Kommentti, este tai avun tarve").click()
    group(page, 1).get_by_label("Este").fill(OBSTACLE)
    give(page, 2, "monta", 9)
    send(page)
    wrong = group(page, 2).get_by_role("textbox").first
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_value("monta")
    expect(sheet(page).get_by_role("alert")).to_contain_text("”monta”")
    expect(group(page, 1).get_by_role("textbox").first).to_have_value("18")
    expect(group(page, 1).get_by_role("radio", name="3", exact=True)).to_be_checked()
    expect(group(page, 1).get_by_label("Este")).to_have_value(OBSTACLE)
    expect(group(page, 2).get_by_role("radio", name="9", exact=True)).to_be_checked()
    wrong.fill("5")
    send(page)


def _is_thanked(page: Page) -> None:
    expect(sheet(page)).to_be_hidden()
    receipt = page.locator("article.told").last
    expect(receipt.get_by_role("heading")).to_contain_text("Kiitos!")
    expect(receipt).to_contain_text("18 asiaa")
    expect(receipt).to_contain_text("5/6")
    # The prompt has made way for it: there is nothing left to answer.
    expect(page.locator("article.told").get_by_text("Viikko 47: miten")).to_have_count(0)


def _has_the_new_figures(page: Page, before: int) -> None:
    """The roll-up has come by itself into a page that lay open: problems first, then the sums."""
    expect(page.get_by_role("article")).to_have_count(before + 1)
    roll_up = newest(page)
    problem = roll_up.locator(".meter", has_text="Yli kolme virkapäivää")
    expect(problem).to_contain_text("18 asiaa")
    expect(problem).to_contain_text("luottavaisuusarvo 3")
    expect(roll_up.get_by_role("blockquote").filter(has_text=OBSTACLE)).to_be_visible()
    chart = roll_up.locator("figure.chart")
    expect(chart.locator("svg.plot path.line").first).to_be_attached()
    chart.get_by_text("Näytä luvut").click()
    weeks = chart.get_by_role("row")
    expect(weeks.last).to_contain_text("47")
    # The picture ends where the figures beside it stand.
    for name, place in (("Eteneminen", 0), ("Luottavaisuusarvo", 1)):
        figure = roll_up.locator("dl.facts > div", has_text=name).locator("dd")
        last = weeks.last.get_by_role("cell").nth(place).inner_text()
        assert figure.inner_text().startswith(last)
