"""Which addresses may be read, and to which numbers a connection may be made."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from consilience.acquire.fetch.addresses import (
    is_address,
    not_public,
    parse,
    same_site,
    targets,
    without_advertising,
)
from consilience.errors import FetchError

NOT_PUBLIC = (
    "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1", "::1", "::",
    "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "2002:7f00:1::", "2002:a00:1::",
    "64:ff9b::7f00:1", "64:ff9b:1::808:808", "2001:0:7f00:1::1", "2606:4700::5efe:a00:1",
)  # fmt: skip


@pytest.mark.parametrize("number", NOT_PUBLIC)
def test_numbers_that_lead_inside_are_known(number: str) -> None:
    assert not_public(ip_address(number))


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"]
)
def test_public_numbers_are_public_in_every_dress(number: str) -> None:
    assert not_public(ip_address(number)) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/", "http://0x7f.1/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://[fe80::1%25eth0]/", "http://me@news.example/",
        "http://news.example:80800/", "http:///a", "http://news.example\\@evil.example/",
        "http://news.example/a b", "http://new_s!.example/", "http://" + "a" * 3000,
    ],
)  # fmt: skip
def test_a_host_that_hides_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as refused:
        parse(url)
    assert refused.value.code == "address-refused"
    assert not refused.value.again


def test_an_address_has_one_form() -> None:
    assert parse("HTTP://NEWS.Example.:80/a#top").url == "http://news.example/a"
    assert parse("https://münchen.example").authority == "xn--mnchen-3ya.example"
    assert parse("http://[2606:4700::1111]:81/").authority == "[2606:4700::1111]:81"


def test_one_inner_number_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.1"):
        targets(parse("http://news.example/"), (), lambda *_: ["8.8.8.8", "10.0.0.1"])


def test_a_host_is_allowed_by_its_name_or_by_name_and_port_and_no_other() -> None:
    inside = parse("http://desk.example:8080/")
    for name in ("desk.example", "DESK.example:8080"):
        assert targets(inside, (name,), lambda *_: ["10.0.0.1"]) == ["10.0.0.1"]
    for name in ("desk.example:80", "example", "10.0.0.1"):
        with pytest.raises(FetchError):
            targets(inside, (name,), lambda *_: ["10.0.0.1"])


def test_an_address_is_told_from_a_path() -> None:
    assert is_address("https://news.example/a") and is_address("file:///etc/passwd")
    assert not is_address("reports/") and not is_address("postgresql://a@b/c")


def test_what_campaigns_add_is_taken_off() -> None:
    assert (
        without_advertising("http://n.example/a?utm_source=rss&id=3") == "http://n.example/a?id=3"
    )
    assert without_advertising("http://n.example/a?fbclid=3") == "http://n.example/a"


def test_the_mobile_site_is_the_same_site() -> None:
    assert same_site("https://www.news.example/a", "https://m.news.example/b")
    assert not same_site("https://news.example/a", "https://news.example.evil.example/a")
