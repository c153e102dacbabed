"""Headers of every answer: the same from the store as from the first rendering."""

from __future__ import annotations

import pytest
from django.conf import settings

from cast import live
from dateline.delivery.public import renew_store, stored
from dateline.desk import public as desk


@pytest.fixture
def addresses(house, noon):
    """An address for each kind of answer, with its status."""
    done = live(at=noon, dossiers=("Floods",))[1]
    guid, gone = live("Gone", at=noon)
    desk.withdraw(guid, "Withdrawn.", at=noon)
    return {
        done.address: 200, "/": 200, "/politics/": 200, "/dossier/floods/": 200,
        f"/politics/?before={done.code}": 200, "/about/": 200, "/community-standards/": 200,
        f"{done.address}.json": 200, f"/~{done.code}.svg": 200, f"/~{done.code}": 301,
        "/politics": 301, gone.address: 410, f"/~{gone.code}": 410, f"{gone.address}.json": 410,
        f"/~{gone.code}.svg": 410, "/nowhere": 404,
    }


def is_safe(headers):
    rules = dict(
        rule.strip().partition(" ")[::2] for rule in headers["Content-Security-Policy"].split(";")
    )
    return (
        rules["default-src"] == "'none'" and rules["script-src"] == rules["style-src"] == "'self'"
        and rules["base-uri"] == rules["frame-ancestors"] == "'none'"
        and rules["form-action"] == "'self'"
        and "unsafe" not in headers["Content-Security-Policy"]
        and headers["X-Content-Type-Options"] == "nosniff"
        and headers["X-Frame-Options"] == "DENY"
        and headers["Referrer-Policy"] == "same-origin"
        and headers["Cross-Origin-Opener-Policy"] == "same-origin"
        and "Set-Cookie" not in headers
    )


def test_first_and_stored_answers_are_the_same_and_safe(addresses, reader):
    for address, status in addresses.items():
        for method in ("GET", "HEAD"):
            renew_store()
            assert stored(address) is None
            first, second = reader.get(address, method), reader.get(address, method)
            assert first == second, address
            assert first.status == status, address
            assert is_safe(first.headers), address
            assert first.headers["Vary"] == "Accept-Encoding"
            if address != "/nowhere":  # unknown addresses share one page, found through Django
                assert stored(address) is not None


def test_head_tells_of_the_very_page_without_sending_it(addresses, reader):
    for address in addresses:
        page, head = reader.get(address), reader.get(address, "HEAD")
        assert (head.status, head.headers, head.body) == (page.status, page.headers, b"")
        assert page.headers["Content-Length"] == str(len(page.body))


def test_not_modified_first_and_stored(addresses, reader):
    for address, status in addresses.items():
        mark = reader.get(address).headers["ETag"]
        for method in ("GET", "HEAD"):
            renew_store()
            first = reader.get(address, method, if_none_match=mark)
            second = reader.get(address, method, if_none_match=mark)
            assert first == second, address
            assert first.status == (304 if status == 200 else status), address
            assert is_safe(first.headers) and first.headers["ETag"] == mark
            if first.status == 304:
                assert not {"Content-Length", "Content-Type"} & first.headers.keys()
                assert first.body == b""


def test_other_methods_are_refused(addresses, reader):
    for address in addresses:
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            answer = reader.get(address, method)
            assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD"), address
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_https_is_remembered_where_the_address_is_https(house, reader, monkeypatch):
    assert "Strict-Transport-Security" not in reader.get("/").headers
    monkeypatch.setattr(settings, "SECURE_HSTS_SECONDS", 31536000)
    assert reader.get("/").headers["Strict-Transport-Security"] == "max-age=31536000"
