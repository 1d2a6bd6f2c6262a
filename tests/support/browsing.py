"""What tests do in a browser again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

from support.page_rows import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def sign_in(page: Page, number: str) -> None:
    """Sign in as the member with ``number``: the cursor waits in the first field."""
    page.goto("/sign-in/")
    page.wait_for_selector("input:focus")
    page.keyboard.type(number)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".who-name")


def follow(page: Page, selector: str) -> None:
    """Click ``selector`` and wait for the page that follows, with its scripts.

    A click returns before the next page is there: a key pressed at once would go to the old one.
    """
    with page.expect_navigation():
        page.click(selector)


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page as it is, one line each."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]
