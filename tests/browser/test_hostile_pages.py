"""Every page in a real chromium, full of hostile words: nothing acts, leaves or is kept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.policy.roles import Role
from juminzei.platform.staff.models import StaffMember
from juminzei.web.views import policy_report
from support.browsing import sign_in
from support.every_page import addresses
from support.hostile_words import written_by_attackers
from support.page_rows import PASSWORD, staff
from support.scene import office
from support.xss_vectors import MARK, VECTORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, databases=["default", "audit", "vault"]),
]
PEOPLE = [role for role in Role if role not in {Role.BATCH, Role.CLIENT}]
STAYING = {"sign_out", "locked", "kept", "activation", "terminal"}
"""Pages that end the session or are for those without one."""

ACTING = """() => [
  ...[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames()
    .filter((name) => /^on|^srcdoc$/.test(name)).map((name) => one.tagName + name)),
  ...[...document.querySelectorAll('juxss, iframe, object, embed, base, math, template')]
    .map((one) => one.tagName),
  ...[...document.querySelectorAll('[href],[src],[action],[formaction]')].flatMap((one) =>
    [one.href, one.src, one.action, one.formAction])
    .filter((way) => typeof way === 'string' && way && new URL(way).origin !== location.origin),
  ...[...document.scripts].filter((one) => !one.src).map(() => 'inline script'),
]"""
INLINE = "const s = document.createElement('script'); s.textContent = 'juxss()';"
LINK = "const a = document.createElement('a'); a.href = 'javascript:juxss()';"
FRAME = "const f = document.createElement('iframe'); f.srcdoc = '<script>juxss()</script>';"
WAYS_IN = (
    f"{INLINE} document.body.append(s)",
    "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=juxss()>')",
    f"{LINK} document.body.append(a); a.click()",
    f"{FRAME} document.body.append(f)",
)
KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map((one) => one.name),
  ...(window.caches ? await caches.keys() : []),
  ...(navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : []),
]"""


@pytest.fixture
def reader(chromium: Browser, live_server: LiveServer) -> Iterator[tuple[Page, list[str]]]:
    """Somebody who may open everything, and what happens that must not."""
    context = chromium.new_context(base_url=live_server.url, locale="ja-JP")
    page, happened = context.new_page(), list[str]()
    page.on("dialog", lambda dialog: happened.append(f"dialog {dialog.message}"))
    page.expose_function(MARK, lambda: happened.append("a script of the attacker ran"))
    page.on(
        "request",
        lambda request: (
            happened.append(f"request to {request.url}")
            if urlsplit(request.url).netloc != urlsplit(live_server.url).netloc
            else None
        ),
    )
    staff("1001", *PEOPLE, password=PASSWORD)
    sign_in(page, "1001")
    policy_report._RECORDED.clear()
    yield page, happened
    context.close()


def pages() -> dict[str, str]:
    scene = office(StaffMember.objects.get(staff_number="1001"))
    known = {
        "number": scene.taro.number,
        "run_id": scene.run.pk,
        "document_id": scene.waiting[0].pk,
        "file_id": scene.waiting[0].received_file_id or 0,
    }
    return {name: at for name, at in addresses(**known).items() if name not in STAYING}


def test_no_word_acts_no_request_leaves_and_nothing_is_kept(
    reader: tuple[Page, list[str]],
) -> None:
    """T-W01, T-W08, T-X06: on every page that somebody can look at."""
    page, happened = reader
    with written_by_attackers(VECTORS):
        every = pages()
    acting, kept, shown = {}, {}, set()
    for name, address in every.items():
        answer = page.request.get(address, max_redirects=0)
        if answer.status != 200 or not answer.headers["content-type"].startswith("text/html"):
            continue
        page.goto(address)
        shown.add(name)
        if found := page.evaluate(ACTING):
            acting[name] = found
        if stored := page.evaluate(KEPT):
            kept[name] = stored
    assert acting == {}
    assert kept == {}
    assert happened == []
    assert {"home", "search", "person", "match", "quarantine", "file_list"} <= shown
    assert len(shown) > 20


def test_a_script_that_got_in_all_the_same_does_not_run_and_is_reported(
    reader: tuple[Page, list[str]],
) -> None:
    """T-W01: what stands in the page itself is blocked, and on record by page and rule."""
    page, happened = reader
    for way in WAYS_IN:
        page.goto(reverse("search"))
        page.evaluate(way)
        page.wait_for_timeout(200)
    assert happened == []
    deadline = time.monotonic() + 10
    reports = OutgoingRecord.objects.filter(action="web.policy.violated", subject_id="search")
    while time.monotonic() < deadline and reports.count() < 3:
        page.wait_for_timeout(100)
    assert reports.count() >= 3
    assert {one.details["rule"] for one in reports} <= {"script-src", "default-src", "other"}
    assert MARK not in str(list(reports.values()))


def test_after_signing_out_nothing_is_left_and_back_shows_nothing(
    reader: tuple[Page, list[str]],
) -> None:
    page, _happened = reader
    page.goto(reverse("search"))
    page.fill("#id_kana", "ヤマ")
    page.goto("/")
    page.evaluate("document.querySelector('form[action$=\"sign-out/\"]').submit()")
    page.wait_for_url("**/sign-in/**")
    assert page.evaluate(KEPT) == []
    page.go_back()
    page.wait_for_load_state()
    assert page.locator(".who-name").count() == 0
