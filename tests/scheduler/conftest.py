"""What the postman's tests share: an outbox that two organisations use, and a postman for it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage.database import open_database
from tests.scheduler.mail import Mailbox
from tests.scheduler.world import World


@pytest_asyncio.fixture
async def mail(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Mailbox]:
    """An outbox without a message."""
    path = tmp_path / "mail.db"
    shutil.copy(migrated_sqlite, path)
    database = open_database(f"sqlite:///{path}")
    mailbox = Mailbox(database, path)
    await mailbox.open()
    yield mailbox
    await database.close()


@pytest.fixture
def here(mail: Mailbox) -> World:
    """A postman with an outbox, a clock and a platform of his own."""
    return World(mail)
