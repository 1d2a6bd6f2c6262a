"""Whose address counts when proxies stand in front; nobody may choose it (T-A02's base)."""

from __future__ import annotations

from ipaddress import ip_network
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from juminzei.web.proxies import behind_proxies, caller_of

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

OUR_PROXY = "10.0.0.2"


@pytest.fixture
def two_proxies(settings: Settings) -> None:
    settings.CONFIGURATION = settings.CONFIGURATION.model_copy(
        update={"proxies": 2, "proxy_addresses": [ip_network("10.0.0.2/32")]}
    )


def seen(**meta: str) -> dict[str, str]:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": OUR_PROXY, **meta}
    behind_proxies(lambda _request: HttpResponse())(request)
    return request.META


@pytest.mark.usefixtures("two_proxies")
def test_the_caller_is_who_called_the_outermost_proxy() -> None:
    meta = seen(HTTP_X_FORWARDED_FOR="192.0.2.7, 10.0.0.1", HTTP_X_FORWARDED_PROTO="https")
    assert meta == {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_PROTO": "https"}


@pytest.mark.usefixtures("two_proxies")
@given(forged=st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60))
def test_what_the_caller_writes_into_the_header_changes_nothing(forged: str) -> None:
    meta = seen(HTTP_X_FORWARDED_FOR=f"{forged}, 192.0.2.7, 10.0.0.1")
    assert meta["REMOTE_ADDR"] == "192.0.2.7"


@pytest.mark.usefixtures("two_proxies")
def test_a_caller_who_is_no_proxy_of_ours_is_believed_nothing() -> None:
    meta = seen(
        REMOTE_ADDR="192.0.2.66",
        HTTP_X_FORWARDED_FOR="192.0.2.7, 10.0.0.1",
        HTTP_X_FORWARDED_PROTO="https",
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_FORWARDED="for=192.0.2.7;proto=https",
        HTTP_X_REAL_IP="192.0.2.7",
    )
    assert meta == {"REMOTE_ADDR": "192.0.2.66"}


@pytest.mark.usefixtures("two_proxies")
def test_the_nearest_proxy_tells_whether_it_was_https() -> None:
    meta = seen(HTTP_X_FORWARDED_FOR="192.0.2.7, 10.0.0.1", HTTP_X_FORWARDED_PROTO="https, http")
    assert meta["HTTP_X_FORWARDED_PROTO"] == "http"


def test_without_proxies_nothing_of_the_kind_is_believed() -> None:
    meta = seen(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7")
    assert meta == {"REMOTE_ADDR": "127.0.0.1"}


@pytest.mark.parametrize("forwarded", ["", "192.0.2.7", "unknown, 10.0.0.1", "192.0.2.7:99, x"])
def test_a_way_around_a_proxy_is_refused(forwarded: str) -> None:
    with pytest.raises(SuspiciousOperation):
        caller_of(forwarded, 2)
