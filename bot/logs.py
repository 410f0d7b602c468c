"""The log: one line an event, for people or for machines; never what somebody wrote."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Final

import structlog
from aiohttp.http_exceptions import HttpProcessingError

from bot.settings import LogFormat, LogLevel

_REPEATING: Final = ("slack_bolt", "slack_sdk", "botbuilder", "botframework", "psycopg")
"""Whose lines at DEBUG hold what was sent or stored."""


class _NoForeignWords(logging.Filter):
    """Keeps the raw bytes of malformed requests out of the log: anybody may have written them."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            record.msg, record.args = "a malformed request was refused: %s", (type(error).__name__,)
            record.exc_info = None
        return True


class _NoEndings(logging.Filter):
    """Keeps out of the log what was broken off because the service ends: that is no accident."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not isinstance(error, asyncio.CancelledError)


def set_up_logs(log_format: LogFormat, level: LogLevel) -> None:
    """Write everything that any room logs to standard error in one form."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    drawn: structlog.typing.Processor
    if log_format is LogFormat.JSON:
        shared.append(structlog.processors.format_exc_info)
        drawn = structlog.processors.JSONRenderer()
    else:
        # The default draws the values of variables too: names, answers, a database's password.
        drawn = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, drawn],
        )
    )
    root = logging.getLogger()
    handler.addFilter(_NoForeignWords())
    handler.addFilter(_NoEndings())
    root.handlers[:] = [handler]
    root.setLevel(level.value.upper())
    # At their most talkative others repeat rows, requests and answers: what people wrote.
    for name in _REPEATING:
        logging.getLogger(name).setLevel(max(logging.INFO, root.level))
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)  # rows are read out at DEBUG
    # A line for each request or each beat says nothing that the metrics do not say better.
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
