"""What the environment may say of the radio."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.project import radio_settings
from dateline.project.environment import WrongSetting


@pytest.mark.parametrize(("said", "web", "port"), [
    ("", 8000, 8010), ("", 65530, 65520), ("off", 8000, 0), ("9000", 8000, 9000)])
def test_the_port_is_beside_the_sites(monkeypatch, said, web, port):
    monkeypatch.setenv("DATELINE_RADIO_PORT", said)
    assert radio_settings.port(web) == port


@pytest.mark.parametrize("said", ["0", "65536", "8000", "eight", "-1", " 80"])
def test_wrong_ports_fail(monkeypatch, said):
    monkeypatch.setenv("DATELINE_RADIO_PORT", said)
    monkeypatch.setenv("DATELINE_RADIO_TLS_PORT", said)
    with pytest.raises(WrongSetting, match="DATELINE_RADIO_PORT"):
        radio_settings.port(8000)
    with pytest.raises(WrongSetting, match="DATELINE_RADIO_TLS_PORT"):
        radio_settings.tls_port(8010, 8000)


@pytest.mark.parametrize(("plain", "web", "tls", "port"), [
    (8010, 8000, 0, 8011), (8010, 8011, 0, 0), (8010, 8000, 8011, 0), (65535, 8000, 0, 0),
    (0, 8000, 0, 0)])
def test_shoutcast_has_the_port_after_unless_it_is_another_one(plain, web, tls, port):
    assert radio_settings.shoutcast_port(plain, web, tls) == port


@pytest.mark.parametrize(("said", "base", "url"), [
    ("", "https://news.example/", "http://news.example:8010"),
    ("", "http://[2001:db8::1]:8000", "http://[2001:db8::1]:8010"),
    ("https://radio.example/air/", "http://localhost:8000", "https://radio.example/air")])
def test_the_public_address(monkeypatch, said, base, url):
    monkeypatch.setenv("DATELINE_RADIO_URL", said)
    assert radio_settings.url(base, 8010) == url


@pytest.mark.parametrize("said", ["radio.example", "ftp://x", "https://x/?a", "http://x:99999"])
def test_wrong_addresses_fail(monkeypatch, said):
    monkeypatch.setenv("DATELINE_RADIO_URL", said)
    with pytest.raises(WrongSetting, match="DATELINE_RADIO_URL"):
        radio_settings.url("http://localhost", 8010)


def test_a_certificate_has_its_key_and_both_can_be_read(monkeypatch, tmp_path):
    assert radio_settings.tls() is None and radio_settings.context(None) is None
    monkeypatch.setenv("DATELINE_RADIO_CERTIFICATE", str(tmp_path / "cert.pem"))
    with pytest.raises(WrongSetting, match="belong together"):
        radio_settings.tls()
    monkeypatch.setenv("DATELINE_RADIO_KEY", str(tmp_path / "key.pem"))
    files = radio_settings.tls()
    assert files == (Path(tmp_path / "cert.pem"), Path(tmp_path / "key.pem"))
    with pytest.raises(WrongSetting, match=r"cert\.pem"):
        radio_settings.context(files)
    for file in files:
        file.write_text("nothing")
    with pytest.raises(WrongSetting, match=r"cert\.pem"):
        radio_settings.context(files)
