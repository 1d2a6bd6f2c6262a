"""A real chromium on a real server, and what every page of it must keep to."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from juminzei.platform.staff.models import StaffMember
from support.browsing import sign_in
from support.page_rows import PASSWORD, staff
from support.scene import Office, office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response
    from pytest_django.live_server_helper import LiveServer

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's own browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """An empty page; at the end nothing may have been blocked, failed or gone elsewhere."""
    context = chromium.new_context(
        base_url=live_server.url, locale="ja-JP", viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    complaints: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def answered(response: Response) -> None:
        if urlsplit(response.url).netloc != urlsplit(live_server.url).netloc:
            complaints.append(f"request to {response.url}")
        if (
            response.status >= HTTPStatus.BAD_REQUEST
            and not response.request.is_navigation_request()
        ):
            complaints.append(f"{response.status} for {response.url}")

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before it was answered
            complaints.append(f"failed: {request.url} {request.failure}")

    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    context.on("response", answered)
    context.on("requestfailed", failed)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def clerk(page: Page) -> Page:
    """A page in which a tax clerk has signed in by keyboard."""
    staff(password=PASSWORD)
    sign_in(page, "1001")
    return page


@pytest.fixture
def desk(clerk: Page) -> tuple[Page, Office]:
    """A signed-in clerk's page and the small office around it."""
    return clerk, office(StaffMember.objects.get(staff_number="1001"))
