"""A house with its page open, for each test anew."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from tests.adapters.web.house import House

Page = TestClient[web.Request, web.Application]


@pytest.fixture
async def house() -> House:
    return House()


@pytest.fixture
async def page(house: House) -> AsyncIterator[Page]:
    async with TestClient(TestServer(house.app())) as client:
        yield client
