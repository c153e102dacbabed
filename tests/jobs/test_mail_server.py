"""DATELINE_MAIL and DATELINE_MAIL_FROM: what they may say, and how the mail server is spoken to."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.mail import send_mail

from conftest import House
from dateline.jobs import public as jobs
from dateline.project.environment import MailServer, WrongSetting, mail_from, mail_server
from postoffice import post_office, use
from serving import serving

HOST = "127.0.0.1"


@pytest.fixture
def certificate(tmp_path):
    """A server's certificate for 127.0.0.1, as a file with its key, and its context."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return path, context


def elsewhere(monkeypatch, office, at_once: bool) -> None:
    """Use a mail server on loopback as one on another machine: always encrypted."""
    scheme = "smtps" if at_once else "smtp"
    url = f"{scheme}://desk:secret@{HOST}:{office.port}"
    use(monkeypatch, url, starttls=not at_once)


def send() -> str:
    """Send a mail; what went wrong, if anything did."""
    send_mail("Come in", "The door is open.", None, ["ada@example.org"])
    jobs.run_due()
    return "".join(trouble.error for trouble in jobs.late())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", MailServer()),
        ("smtp://localhost", MailServer("localhost", 25)),
        ("smtp://[::1]:2525/", MailServer("::1", 2525)),
        ("smtp://mail.example", MailServer("mail.example", 587, starttls=True)),
        ("smtp://desk:a%40b%2F@mail.example:25",
         MailServer("mail.example", 25, "desk", "a@b/", starttls=True)),
        ("smtps://d%40x:y@mail.example", MailServer("mail.example", 465, "d@x", "y", tls=True)),
        ("smtps://localhost:4465", MailServer("localhost", 4465, tls=True)),
    ],
)
def test_what_a_mail_server_is_said_to_be(monkeypatch, said, meant):
    monkeypatch.setenv("DATELINE_MAIL", said)
    assert mail_server() == meant


@pytest.mark.parametrize(
    "said",
    [
        "mail.example", "http://mail.example", "smtp://", "smtp://:25", "smtp://mail.example:0",
        "smtp://mail.example:mail", "smtp://mail.example:99999", "smtp://mail.example/inbox",
        "smtp://hush@mail.example", "smtp://desk:hush#@mail.example", "smtp://desk:hush/@x.example",
        "smtp://desk:hushü@mail.example", "smtp://mail.example?tls=no", "smtp://[::1",
    ],
)
def test_a_wrong_mail_server_stops_the_start_without_showing_a_password(monkeypatch, said):
    monkeypatch.setenv("DATELINE_MAIL", said)
    with pytest.raises(WrongSetting, match="not of the form smtp://user:password@host:587") as told:
        mail_server()
    assert "hush" not in str(told.value)


def test_who_mails_come_from(monkeypatch):
    assert mail_from("https://news.example:8443") == "newsroom@news.example"
    assert mail_from("http://[::1]:8000") == "newsroom@localhost"
    for said in ("desk@news.example", "Größe Zeit <desk@news.example>"):
        monkeypatch.setenv("DATELINE_MAIL_FROM", said)
        assert mail_from("https://x.example") == said
    for said in ("desk", "a@b.example, c@d.example", "Desk <desk@>", "a@b.example\nBcc: c@d.e"):
        monkeypatch.setenv("DATELINE_MAIL_FROM", said)
        with pytest.raises(WrongSetting, match="DATELINE_MAIL_FROM"):
            mail_from("https://x.example")


def test_wrong_settings_stop_every_command_with_one_line(house):
    for name, value in [("DATELINE_MAIL", "smtp://a:hush@x:y"), ("DATELINE_MAIL_FROM", "nobody")]:
        refused = House(house.data, house.environment | {name: value}).run("signin")
        assert refused.returncode == 2 and name in refused.stderr
        assert refused.stderr.count("\n") == 1 and "hush" not in refused.stderr


def test_a_password_is_sent_and_the_mail_goes_out(house, monkeypatch):
    with post_office() as office:
        use(monkeypatch, f"smtp://desk:secret@localhost:{office.port}")
        assert send() == ""
    assert "AUTH" in office.heard and len(office.taken) == 1


@pytest.mark.parametrize("at_once", [False, True])
def test_a_mail_server_elsewhere_is_spoken_to_encrypted_only(
    house, monkeypatch, certificate, at_once
):
    path, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with post_office(context=context, at_once=at_once) as office:
        elsewhere(monkeypatch, office, at_once)
        assert send() == ""
    assert [mail.encrypted for mail in office.taken] == [True]
    if not at_once:
        assert office.heard.index("STARTTLS") < office.heard.index("AUTH")


def test_one_that_offers_no_encryption_gets_neither_password_nor_mail(house, monkeypatch):
    with post_office() as office:
        elsewhere(monkeypatch, office, at_once=False)
        assert "STARTTLS" in send()
    assert "AUTH" not in office.heard and office.taken == []


@pytest.mark.parametrize("at_once", [False, True])
def test_one_whose_certificate_nobody_signed_gets_nothing(house, monkeypatch, certificate, at_once):
    with post_office(context=certificate[1], at_once=at_once) as office:
        elsewhere(monkeypatch, office, at_once)
        assert "cannot be trusted" in send()
    assert "AUTH" not in office.heard and office.taken == []


def test_serve_says_where_mails_are_kept_and_keeps_them(house):
    with serving(house, "--no-demo") as served:
        assert f"Mail     kept in {house.data / 'mail'}" in "".join(served.lines)
        send_mail("Come in", "The door is open.", None, ["ada@example.org"])
        until = time.monotonic() + 20
        while not list((house.data / "mail").glob("*.eml")):
            assert time.monotonic() < until, "".join(served.lines)
            time.sleep(0.05)
        assert served.stop() == 0


def test_serve_sends_through_the_mail_server_it_is_given(house):
    with post_office() as office:
        environment = {"DATELINE_MAIL": f"smtp://localhost:{office.port}",
                       "DATELINE_MAIL_FROM": "desk@news.example"}
        with serving(House(house.data, house.environment | environment), "--no-demo") as served:
            assert "kept in" not in "".join(served.lines)
            send_mail("Come in", "The door is open.", "a@news.example", ["ada@example.org"])
            until = time.monotonic() + 20
            while not office.taken:
                assert time.monotonic() < until, "".join(served.lines)
                time.sleep(0.05)
    assert not (house.data / "mail").exists()
