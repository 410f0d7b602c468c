"""Only this computer's own pages and programs are served, and nothing may be framed or injected."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.web import limits
from tests.adapters.web.conftest import Page
from tests.adapters.web.house import House

AINO_PAGE = "/o/h%C3%A4me/as/aino"
SAY = {"text": "hello"}


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:3978", "localhost:1", "LOCALHOST", "[::1]:3978"]
)
async def test_this_computers_names_are_served(page: Page, host: str) -> None:
    assert (await page.get(AINO_PAGE, headers={"Host": host})).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "localhost.",
        "",
        "[::1",
        "x@localhost:y",
    ],
)
@pytest.mark.parametrize("path", [AINO_PAGE, "/", "/static/rytmi.js", "/o/h%C3%A4me/news"])
async def test_any_other_name_is_not(page: Page, host: str, path: str) -> None:
    response = await page.get(path, headers={"Host": host}, allow_redirects=False)
    assert response.status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
async def test_another_sites_page_cannot_send(
    house: House, page: Page, headers: dict[str, str]
) -> None:
    for path in (f"{AINO_PAGE}/say", f"{AINO_PAGE}/press", f"{AINO_PAGE}/answer"):
        assert (await page.post(path, data=SAY, headers=headers)).status == 403
    moved = await page.post("/o/h%C3%A4me/clock", data={"target": "day"}, headers=headers)
    assert moved.status == 403
    assert house.events == []
    assert house.clock.moves == []


async def test_the_page_itself_and_programs_can(house: House, page: Page) -> None:
    origin = str(page.make_url("")).rstrip("/")
    for headers in ({}, {"Sec-Fetch-Site": "same-origin", "Origin": origin}):
        response = await page.post(f"{AINO_PAGE}/say", data=SAY, headers=headers)
        assert response.status == 200
    assert len(house.events) == 2


@pytest.mark.parametrize("path", [AINO_PAGE, "/o/none", "/static/rytmi.css", "/"])
async def test_every_response_carries_the_policy(page: Page, path: str) -> None:
    response = await page.get(path, allow_redirects=False)
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"


async def test_a_body_is_bounded_whether_or_not_it_says_its_size(house: House, page: Page) -> None:
    async def endless() -> object:
        for _ in range(5):
            yield b"x" * (limits.BODY_BYTES // 4)

    kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    big = b"text=" + b"x" * limits.BODY_BYTES
    for body in (big, endless()):
        response = await page.post(f"{AINO_PAGE}/say", data=body, headers=kind)
        assert response.status == 413
    assert house.events == []


async def test_only_forms_and_json_are_read(page: Page) -> None:
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/xml"):
        headers = {"Content-Type": kind}
        response = await page.post(f"{AINO_PAGE}/say", data=b"text=x", headers=headers)
        assert response.status == 400


async def test_other_routes_of_the_application_are_left_alone(house: House) -> None:
    async def health(_request: web.Request) -> web.Response:
        return web.Response(text="up")

    app = house.app()
    app.router.add_get("/healthz", health)
    async with TestClient(TestServer(app)) as client:
        response = await client.get("/healthz", headers={"Host": "10.0.0.7"})
        assert await response.text() == "up"
        assert "Content-Security-Policy" not in response.headers
