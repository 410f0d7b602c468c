"""A command that is told to stop before its end does not pass for one that is done."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest
import typer

from bot.terminal import run


async def told_to_stop() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(60)


def test_a_command_with_an_end_of_its_own_says_that_it_was_broken_off() -> None:
    with pytest.raises(typer.Exit) as left:
        run(told_to_stop)
    assert left.value.exit_code == 128 + signal.SIGTERM
