"""Signing in by a provider of OpenID Connect: what it opens, and everything that it does not."""

from __future__ import annotations

import html
import json
import re
import zipfile
from datetime import timedelta
from io import BytesIO
from ipaddress import ip_network

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import Client

from commenting import joined
from dateline.discussion import public as discussion
from dateline.discussion.models import Acceptance, EntryLink, Reader
from dateline.discussion.readers.erasing import erase_reader
from dateline.discussion.standards import clause_of
from dateline.jobs.public import run_due
from dateline.lib import clock
from dateline.people import openid_provider
from dateline.people.models import SecurityEntry
from dateline.people.public import ROLES, User, invite
from dateline.project import openid
from dateline.project.environment import WrongSetting
from dateline.project.openid import OpenidProvider
from moderation import because
from serving import free_port
from staffing import PASSWORD, add_app, browser, by_link, code, link_in, member
from vouchers import CLIENT, EMAIL, SECRET, Voucher, key, vouching

JOIN, WITH = "/discussion/join/", "/discussion/account/with/"
NAMED = {"name": "Ann Archer", "version": "1", "accept": "yes"}


@pytest.fixture(scope="module")
def one() -> Voucher:
    with vouching() as provider:
        yield provider


@pytest.fixture
def provider(one: Voucher, house, monkeypatch) -> Voucher:
    """A provider that readers of this house may sign in by; it tells the truth."""
    one.begin_anew()
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (ip_network("127.0.0.0/8"),))
    monkeypatch.setattr(settings, "OPENID", {
        1: OpenidProvider("Harbour <ID>", one.issuer, CLIENT, SECRET),
        2: OpenidProvider("Other", "https://other.example", CLIENT, SECRET)})
    return one


def gone(client: Client, following: str = "", number: int = 1):
    """The answer to who goes to the provider, and the address there."""
    answer = client.post(f"{WITH}{number}/", {"next": following})
    found = re.search(r'href="(http[^"]+)" rel="noreferrer"', answer.text)
    return answer, html.unescape(found.group(1)) if found else ""


def came(client: Client, provider: Voucher, following: str = ""):
    """Go there, agree, and come back."""
    answer, address = gone(client, following)
    assert answer.status_code == 200, answer.text
    assert answer["Refresh"] == f"0; url={address}"
    return client.get(provider.agreed(address))


def newcomer(provider: Voucher, following: str = "") -> Client:
    """Somebody who joins by the provider."""
    client = browser()
    assert came(client, provider, following)["Location"] == f"{WITH}new/"
    done = client.post(f"{WITH}new/", NAMED)
    assert (done.status_code, done["Location"]) == (302, following or "/discussion/me/"), done.text
    return client


def is_in(client: Client) -> bool:
    return client.get("/discussion/me/").status_code == 200


def refused(answer, words: str) -> None:
    """It is told in words, and nobody is in or has joined."""
    assert answer.status_code == 403 and words in html.unescape(answer.text), answer.text
    assert not SocialAccount.objects.exists()


def test_somebody_joins_by_a_provider_and_comes_back_by_it(provider):
    assert "Go on with Harbour &lt;ID&gt;" in browser().get(JOIN).text
    client = browser()
    assert came(client, provider, "/discussion/me/?before=9")["Location"] == f"{WITH}new/"
    assert provider.sent["redirect_uri"] == f"{settings.BASE_URL}{WITH}1/back/"
    form = client.get(f"{WITH}new/")
    assert "No insults" in form.text and not User.objects.filter(email=EMAIL).exists()
    assert client.post(f"{WITH}new/", NAMED | {"accept": ""}).status_code == 422
    assert client.post(f"{WITH}new/", NAMED | {"name": "ADMIN"}).status_code == 422
    assert not User.objects.filter(email=EMAIL).exists()
    assert client.post(f"{WITH}new/", NAMED)["Location"] == "/discussion/me/?before=9"
    user, held = User.objects.get(email=EMAIL), SocialAccount.objects.get()
    assert (held.user, held.provider, held.uid, held.extra_data) == (
        user, provider.issuer, "canary-7", {})
    assert not user.is_staff and not user.has_usable_password() and not user.groups.exists()
    assert Reader.objects.get().user == user and Acceptance.objects.get().standards.version == 1
    assert is_in(client) and client.get("/desk/").status_code == 403
    provider.person["email"] = "another@reader.example"  # the subject alone says who it is
    again = browser()
    assert came(again, provider)["Location"] == "/discussion/me/" and is_in(again)
    assert User.objects.count() == 1
    acts = list(SecurityEntry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["provider-connected", "signed-in", "signed-in"]
    assert SecurityEntry.objects.last().detail == {"by": ["provider"]}


def test_where_none_is_set_nothing_is_shown_and_nothing_answers(house, outbox):
    assert "Go on with" not in browser().get(JOIN).text
    client = joined(outbox)
    assert WITH not in client.get("/discussion/me/").text
    assert client.get(WITH).status_code == 404
    for guest in (client, browser()):
        assert guest.post(f"{WITH}1/").status_code == 404
        assert guest.get(f"{WITH}1/back/?state=x&code=y").status_code == 404


WRONG = {
    "the nonce of another sign-in": {"nonce": "a" * 32},
    "no nonce": {"nonce": None},
    "a nonce of signs that are none": {"nonce": "\ud800"},
    "another audience": {"aud": "somebody else"},
    "others too": {"aud": [CLIENT, "somebody else"]},
    "given to another": {"azp": "somebody else"},
    "expired": {"exp": 1_600_000_000},
    "no end": {"exp": None},
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a subject that does not fit": {"sub": "s" * 192},
}


@pytest.mark.parametrize("what", WRONG)
def test_what_an_id_token_must_say(provider, what):
    provider.claims = WRONG[what]
    client = browser()
    refused(came(client, provider), "cannot be believed")
    assert client.get(f"{WITH}new/")["Location"] == JOIN and not is_in(client)


PUBLIC = b"-----BEGIN PUBLIC KEY-----" + b"x" * 64
SIGNED = {
    "by nobody": {"key": None, "algorithm": "none"},
    "by nobody, and no key named": {"key": None, "algorithm": "none", "headers": {}},
    "with a shared secret": {"key": PUBLIC.hex(), "algorithm": "HS256"},
    "by another's key": {"key": lambda: key("another")},
    "by a key that it does not have": {"headers": {"kid": "three"}},
    "by a key that is not for signing": {"headers": {"kid": "two"}},
    "by another algorithm than the key's": {"algorithm": "RS512"},
}


@pytest.mark.parametrize("how", SIGNED)
def test_how_an_id_token_must_be_signed(provider, how):
    given = SIGNED[how]
    provider.signing = {
        name: value() if callable(value) else value for name, value in given.items()}
    refused(came(browser(), provider), "cannot be believed")


def test_a_state_is_good_once_in_its_browser_at_its_provider(provider):
    client, words = browser(), "not begun in this browser"
    _, address = gone(client)
    path = provider.agreed(address)
    refused(browser().get(path), words)
    refused(client.get(path.replace("/1/", "/2/")), words)
    refused(client.get(re.sub(r"state=\w+", "state=made-up", path)), words)
    assert "/token" not in provider.asked
    assert client.get(path)["Location"] == f"{WITH}new/"
    refused(client.get(path), words)
    assert browser().get(f"{WITH}1/back/").status_code == 403


def test_what_comes_back_instead_of_a_code(provider):
    client = browser()

    def back(**said: str):
        _, address = gone(client)
        state = re.search(r"state=(\w+)", address).group(1)
        return client.get(f"{WITH}1/back/", {"state": state} | said)

    refused(back(error="access_denied"), "was not to tell who you are")
    refused(back(error="server_error"), "answered with an error")
    refused(back(), "answered with an error")
    refused(back(code="x", iss="https://evil.example"), "cannot be believed")
    provider.description = {"authorization_response_iss_parameter_supported": True}
    refused(back(code="x"), "cannot be believed")
    assert "/token" not in provider.asked


@pytest.mark.parametrize(("path", "answer", "words"), [
    ("/.well-known/openid-configuration", (500, b"down"), "answered with an error"),
    ("/.well-known/openid-configuration", (200, b"<html>"), "answered with an error"),
    ("/.well-known/openid-configuration", (200, b"[]"), "answered with an error"),
    ("/.well-known/openid-configuration", (200, b"{}"), "cannot be believed"),
    ("/.well-known/openid-configuration", (302, b""), "does not answer"),
])
def test_a_description_that_is_none(provider, path, answer, words):
    provider.answers[path] = answer
    refused(gone(browser())[0], words)


@pytest.mark.parametrize(("path", "answer", "words"), [
    ("/token", (400, b'{"error": "invalid_grant"}'), "answered with an error"),
    ("/token", (200, b"null"), "answered with an error"),
    ("/token", (200, b'["access_token"]'), "cannot be believed"),
    ("/token", (200, b'{"access_token": "x"}'), "cannot be believed"),
    ("/token", (200, b'{"access_token": "x", "id_token": "x"}'), "cannot be believed"),
    ("/keys", (200, b'{"keys": [{"kid": "one"}, 7]}'), "cannot be believed"),
    ("/keys", (200, b'{"keys": 7}'), "cannot be believed"),
    ("/keys", (200, b'{"keys": [{"kid": "one", "kty": "RSA", "n": 7, "e": 7}]}'),
     "cannot be believed"),
    ("/keys", (200, b'{"keys": [{"kid": "one", "kty": "RSA", "n": "AQ", "e": "AQ"}]}'),
     "cannot be believed"),
    ("/keys", (200, b"[" * 100_000), "answered with an error"),
    ("/token", (200, b'{"": ' * 50_000), "answered with an error"),
    ("/keys", (200, b"x" * 600_000), "does not answer"),
])
def test_an_answer_that_is_none(provider, path, answer, words):
    provider.answers[path] = answer
    refused(came(browser(), provider), words)


@pytest.mark.parametrize("said", [
    {"issuer": "https://evil.example"}, {"token_endpoint": "file:///etc/passwd"},
    {"jwks_uri": None}, {"authorization_endpoint": "javascript:alert(1)"},
    {"authorization_endpoint": "http://127.0.0.1/\r\nSet-Cookie: a=b"},
])
def test_a_description_that_leads_astray(provider, said):
    provider.description = said
    refused(gone(browser())[0], "cannot be believed")


def test_a_provider_that_is_away_is_told_and_a_private_one_is_not_asked(provider, monkeypatch):
    monkeypatch.setattr(settings, "FETCH_ALLOWS", ())
    refused(gone(browser())[0], "does not answer now")
    assert not provider.asked
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (ip_network("127.0.0.0/8"),))
    monkeypatch.setattr(settings, "OPENID", {
        1: OpenidProvider("Harbour", f"http://127.0.0.1:{free_port()}", CLIENT, SECRET)})
    refused(gone(browser())[0], "does not answer now")


def test_who_has_an_account_opens_it_first(provider, outbox):
    joined(outbox)
    client = browser()
    told = came(client, provider, "/discussion/me/?before=9")
    assert told.status_code == 200 and "has an account here already" in told.text
    assert not is_in(client) and not SocialAccount.objects.exists()
    form = dict(re.findall(r'type="hidden" name="(email|next)" value="([^"]+)"', told.text))
    client.post(JOIN, form)
    run_due()
    link = re.search(r"http://[^/]+(/discussion/\S+)", outbox[-1].body).group(1)
    assert client.post(link)["Location"] == f"{WITH}joined/"
    assert "Connect" in client.get(f"{WITH}joined/").text and not SocialAccount.objects.exists()
    assert client.post(f"{WITH}joined/")["Location"] == "/discussion/me/?before=9"
    assert SocialAccount.objects.get().user.email == EMAIL
    assert came(browser(), provider)["Location"] == "/discussion/me/"


def test_an_address_nobody_vouches_for_is_proved_by_mail(provider, outbox):
    for said in (False, "true", None):
        provider.claims = {"email_verified": said}
        client = browser()
        told = came(client, provider)
        assert told.status_code == 200 and "does not say that" in told.text
        assert client.get(f"{WITH}new/")["Location"] == JOIN
    run_due()
    link = re.search(r"http://[^/]+(/discussion/\S+)", outbox[-1].body).group(1)
    victim = browser()
    assert victim.post(link, NAMED)["Location"] == f"{WITH}joined/"
    assert victim.get(f"{WITH}joined/")["Location"] == "/discussion/me/"
    victim.post(f"{WITH}joined/")
    assert not SocialAccount.objects.exists()  # the link was opened in another browser
    told = came(browser(), provider)
    assert told.status_code == 200 and "does not say that" in told.text
    run_due()
    link = re.search(r"http://[^/]+(/discussion/\S+)", outbox[-1].body).group(1)
    assert client.post(link)["Location"] == f"{WITH}joined/"
    assert client.post(f"{WITH}joined/")["Location"] == "/discussion/me/"
    assert SocialAccount.objects.get().user.email == EMAIL


def test_the_session_of_another_account_connects_nothing(provider, outbox):
    joined(outbox)
    client = browser()
    came(client, provider)
    user = User.objects.create_user("eve@reader.example", PASSWORD)
    discussion.join(user, "Eve Eden", version=1, at=clock.now())
    client.post("/discussion/account/login/", {"login": user.email, "password": PASSWORD})
    assert is_in(client)
    assert client.post(f"{WITH}joined/")["Location"] == "/discussion/me/"
    assert not SocialAccount.objects.exists()


def test_who_was_vouched_for_is_kept_for_half_an_hour(provider, outbox):
    client = browser()
    came(client, provider)
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert client.get(f"{WITH}new/")["Location"] == JOIN
        assert client.post(f"{WITH}new/", NAMED)["Location"] == JOIN
    assert not Reader.objects.exists()


def test_the_person_is_asked_for_where_the_token_has_no_address(provider):
    provider.claims = {"email": None, "email_verified": None}
    newcomer(provider)
    assert "/person" in provider.asked and Reader.objects.get().user.email == EMAIL


def test_another_person_than_who_signed_in_is_not_believed(provider):
    provider.claims = {"email": None, "sub": "somebody-else"}
    refused(came(browser(), provider), "cannot be believed")


def test_without_an_address_one_joins_by_mail(provider):
    provider.person |= {"email": "no address"}
    client = browser()
    refused(came(client, provider), "tells no e-mail address")
    assert client.get(f"{WITH}new/")["Location"] == JOIN


def test_colleagues_are_never_signed_in_by_it(provider):
    editor = member("editor", email=EMAIL)
    client = browser()
    refused(came(client, provider), "belongs to the newsroom")
    client.post(f"{WITH}new/", NAMED)
    assert not is_in(client) and not Reader.objects.exists()
    SocialAccount.objects.create(user=editor, provider=provider.issuer, uid="canary-7")
    answer = came(client, provider)
    assert answer.status_code == 403 and "belongs to the newsroom" in answer.text
    assert not is_in(client) and client.get("/desk/").status_code == 302
    SocialAccount.objects.all().delete()
    inside = by_link(editor)
    inside.post("/discussion/join/name/", NAMED)
    _, address = connecting(inside)
    refused(inside.get(provider.agreed(address)), "You belong to the newsroom")


def test_who_is_invited_uses_the_invitation(provider):
    boss = member("administrator")
    invite(EMAIL, "Ann", [ROLES[0]], by=boss)
    client = browser()
    came(client, provider)
    told = client.post(f"{WITH}new/", NAMED)
    assert told.status_code == 422 and "invited to the newsroom" in told.text
    assert not User.objects.filter(email=EMAIL).exists()


def test_a_reader_who_joins_the_newsroom_is_opened_by_no_provider_any_more(provider, outbox):
    client = newcomer(provider)
    invite(EMAIL, "Ann", [ROLES[0]], by=member("administrator"))
    assert came(browser(), provider)["Location"] == "/discussion/me/"  # not accepted yet
    browser().post(link_in(outbox[-1]), {
        "name": "Ann Archer", "password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.get(email=EMAIL).is_staff and not is_in(client)
    refused(came(browser(), provider), "belongs to the newsroom")


def connecting(client: Client):
    """The address at the provider for who connects it with their account."""
    answer = client.post(WITH, {"connect": "1"})
    found = re.search(r'href="(http[^"]+)" rel="noreferrer"', answer.text)
    return answer, html.unescape(found.group(1))


def test_connecting_and_disconnecting_on_the_pages_of_the_account(provider, outbox):
    client = joined(outbox)
    assert WITH in client.get("/discussion/me/").text
    provider.person |= {"email": "elsewhere@reader.example", "email_verified": False}
    _, address = connecting(client)
    assert client.get(provider.agreed(address))["Location"] == WITH
    held, shown = SocialAccount.objects.get(), client.get(WITH).text
    assert held.user.email == EMAIL and "Disconnect Harbour &lt;ID&gt;" in shown
    assert 'name="connect" value="1"' not in shown and 'name="connect" value="2"' in shown
    eve = joined(outbox, "Eve Eden", "eve@reader.example")
    eve.post(WITH, {"disconnect": str(held.pk)})
    _, address = connecting(eve)
    assert "opens another account" in eve.get(provider.agreed(address)).text
    assert SocialAccount.objects.get() == held
    _, address = connecting(client)
    path = provider.agreed(address)
    client.post("/discussion/account/logout/")
    assert client.get(path).status_code == 403
    again = browser()
    assert came(again, provider)["Location"] == "/discussion/me/"
    again.post(WITH, {"disconnect": str(held.pk)})
    assert not SocialAccount.objects.exists()
    assert came(browser(), provider).status_code == 200
    acts = set(SecurityEntry.objects.values_list("act", flat=True))
    assert {"provider-connected", "provider-disconnected"} <= acts


def test_connecting_wants_a_sign_in_of_the_last_minutes(provider, outbox):
    client = joined(outbox)
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 301
    session.save()
    asked = client.post(WITH, {"connect": "1"})
    assert "Send the link" in asked.text and not provider.asked
    assert browser().get(WITH)["Location"].startswith(JOIN)


def test_a_second_factor_is_asked_for_after_a_provider_too(provider):
    client = newcomer(provider)
    user = User.objects.get(email=EMAIL)
    user.set_password(PASSWORD)
    user.is_staff = True  # for the pages of the desk's door, where `add_app` sets it up
    user.save()
    inside = browser()
    inside.post("/desk/account/login/", {"login": EMAIL, "password": PASSWORD})
    secret = add_app(inside)
    User.objects.update(is_staff=False)
    again = browser()
    led = came(again, provider)["Location"]
    assert "/discussion/account/security/authenticate/" in led and not is_in(again)
    assert again.post(led, {"code": code(secret)}).status_code == 302
    assert is_in(again) and client is not again


@pytest.mark.parametrize("following", [
    "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_a_provider_leads_nobody_elsewhere(provider, following):
    client = browser()
    came(client, provider, following)
    assert client.post(f"{WITH}new/", NAMED)["Location"] == "/discussion/me/"


def test_the_form_is_not_sent_from_elsewhere_and_not_without_end(provider):
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost:8000"})
    assert strict.post(f"{WITH}1/").status_code == 403 and not provider.asked
    assert browser().get(f"{WITH}1/").status_code == 405
    client = browser()
    answers = [gone(client)[0] for _ in range(31)]
    assert answers[29].status_code == 200 and "too much in a short time" in answers[30].text


def test_a_ban_holds_for_who_joins_again_by_a_provider(provider, outbox):
    joined(outbox)
    ann, now = Reader.objects.get(), clock.now()
    discussion.sanction(ann.pk, "ban", by=member("moderator"), at=now,
                        reasons=because(clause_of("2.1")))
    erase_reader(ann.pk, keep=False, at=now)
    newcomer(provider)
    again = Reader.objects.get(erased_at=None)
    assert again.sanctions.get().kind == "ban"


def test_ones_data_names_the_connection_and_leaving_takes_it(provider):
    client = newcomer(provider)
    answer = client.post("/discussion/me/data/")
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as packed:
        held = json.loads(packed.read("everything.json"))["connections"]
        assert "connections.csv" in packed.namelist()
    assert [(row["issuer"], row["subject"]) for row in held] == [(provider.issuer, "canary-7")]
    done = client.post("/discussion/me/erase/", {"comments": "delete", "name": "Ann Archer"})
    assert "You have left" in done.text
    assert not SocialAccount.objects.exists() and not EntryLink.objects.exists()
    assert came(browser(), provider)["Location"] == f"{WITH}new/"


def test_another_issuer_under_the_same_name_opens_nothing(provider, monkeypatch):
    newcomer(provider)
    with vouching() as other:
        monkeypatch.setattr(settings, "OPENID", {
            1: OpenidProvider("Harbour <ID>", other.issuer, CLIENT, SECRET)})
        client = browser()
        told = came(client, other)
        assert told.status_code == 200 and "has an account here already" in told.text
        assert not is_in(client)


def test_nothing_is_asked_but_through_the_guarded_way_out():
    """allauth's own session would go anywhere; ours has `lib.fetch` and nothing beside."""
    session = openid_provider.get_adapter().get_requests_session()
    kinds = {type(adapter).__module__ for adapter in session.adapters.values()}
    assert kinds == {"dateline.lib.fetch_session"} and not session.trust_env


@pytest.mark.parametrize(("name", "value"), [
    ("ISSUER", "http://accounts.example"), ("ISSUER", "https://accounts.example/?a=1"),
    ("ISSUER", "accounts.example"), ("ISSUER", ""), ("ISSUER", "https://[x"),
    ("ISSUER", "https://a@accounts.example"), ("NAME", ""), ("NAME", "n" * 41), ("CLIENT", ""),
    ("CLIENT", "nous-mêmes"), ("SECRET", "a\nb"), ("SECRET", "ключ"),
])
def test_wrong_settings_are_told_at_the_start(monkeypatch, name, value):
    right = {"NAME": "Harbour", "ISSUER": "https://accounts.example", "CLIENT": "us",
             "SECRET": "s"}
    for key_, said in (right | {name: value}).items():
        monkeypatch.setenv(f"DATELINE_OIDC_{key_}", said)
    with pytest.raises(WrongSetting, match=f"DATELINE_OIDC_{name}"):
        openid.providers()


def test_several_providers_by_their_numbers(monkeypatch):
    for prefix, issuer in (("", "https://one.example"), ("3", "https://three.example/t/")):
        for name, said in (("NAME", "N"), ("ISSUER", issuer), ("CLIENT", "us")):
            monkeypatch.setenv(f"DATELINE_OIDC{prefix}_{name}", said)
    assert {number: one.issuer for number, one in openid.providers().items()} == {
        1: "https://one.example", 3: "https://three.example/t/"}
    monkeypatch.setenv("DATELINE_OIDC3_ISSUER", "https://one.example")
    with pytest.raises(WrongSetting, match="are the same"):
        openid.providers()
