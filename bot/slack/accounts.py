"""Saying by hand whose Slack account it is."""

from __future__ import annotations

from rich.console import Console

from bot.pairing import Asked
from bot.pairing import pair as pair_them
from bot.pairing import unpair as unpair_it
from bot.settings import Settings
from bot.slack.line import opened
from bot.slack.workspaces import WORDS


async def pair(settings: Settings, person: str, asked: Asked, out: Console) -> None:
    """Say whose account it is, above what e-mail addresses say.

    Raises OperatorError for no such person, account or workspace.
    """
    async with opened(settings) as line:
        await pair_them(line, WORDS, person, asked, out)


async def unpair(settings: Settings, asked: Asked, out: Console) -> None:
    """Let e-mail addresses decide again whose account it is."""
    async with opened(settings) as line:
        await unpair_it(line, WORDS, asked, out)
