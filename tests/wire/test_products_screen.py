"""Products at the desk: what they select is said in words and counted; who may change them."""

from __future__ import annotations

import pytest
from django.test import Client

from cast import live
from dateline.record.models import Term
from dateline.wire import public as wire
from dateline.wire.models import Product
from desking import desk_of, form, person, words

PRODUCTS = "/desk/subscribers/products/"
ADD = f"{PRODUCTS}add/"


def uuid_of(name: str) -> str:
    return str(Term.objects.get(names__name=name).uuid)


def test_a_product_is_found_chosen_and_saved_without_a_script(house, noon):
    live("In", at=noon, dossiers=("Floods",), language="fr")
    live("Out", at=noon)
    chief = desk_of(person("chief editor"))
    sent = form(chief.get(ADD).content.decode()) | {"name": "French floods", "languages": "fr, ar"}
    found = chief.post(ADD, sent | {"find-dossiers": "floo", "act": "find"})
    assert found.status_code == 200 and not Product.objects.exists()
    uuid = uuid_of("Floods")
    assert f'name="dossiers" value="{uuid}"' in found.content.decode()
    kept = form(found.content.decode())
    assert (kept["name"], kept["languages"]) == ("French floods", "fr, ar")
    done = chief.post(ADD, kept | {"dossiers": uuid, "act": "save", "urgency": "5"})
    assert done.status_code == 302
    product = Product.objects.get()
    assert (product.dossiers, product.languages, product.urgency) == ([uuid], ["fr", "ar"], 5)
    product.urgency = None
    wire.save_product(product)
    listed = words(chief.get(PRODUCTS).content)
    assert "dossiers: Floods; languages: français, العربية 1 0" in listed
    assert "Of the last 2 stories" in listed


@pytest.mark.parametrize(("field", "value", "said"), [
    ("name", "", "required"), ("languages", "fr <b>", "no language tag"),
    ("urgency", "10", "less than or equal to 9"), ("name", "Everything", "already exists"),
])
def test_what_cannot_be_saved_is_said_beside_its_field(house, field, value, said):
    wire.save_product(Product(name="Everything"))
    chief = desk_of(person("chief editor"))
    sent = {"name": "Some", "act": "save", "languages": "", "urgency": ""} | {field: value}
    answer = chief.post(ADD, sent)
    assert answer.status_code == 422 and said in words(answer.content)
    assert Product.objects.count() == 1


def test_terms_that_nobody_knows_are_not_kept(house):
    chief = desk_of(person("chief editor"))
    chief.post(ADD, {"name": "Odd", "act": "save", "tags": ["x' OR 1=1", "0" * 36],
                     "topics": ["99999999", "\0"]})
    assert (Product.objects.get().tags, Product.objects.get().topics) == ([], [])


def test_deleting_asks_first(house):
    product = wire.save_product(Product(name="Everything"))
    chief, where = desk_of(person("chief editor")), f"{PRODUCTS}{product.pk}/"
    asked = chief.post(where, {"act": "delete"})
    assert asked.status_code == 200 and Product.objects.exists()
    assert chief.post(where, form(asked.content.decode(), "") | {
        "sure": "1", "act": "delete"}).status_code == 302
    assert not Product.objects.exists()


@pytest.mark.parametrize(("role", "looks", "changes"), [
    ("reporter", False, False), ("editor", True, False), ("chief editor", True, True),
    ("wire manager", True, True), ("administrator", True, True), ("moderator", False, False),
])
def test_who_may_look_and_who_may_change(house, role, looks, changes):
    product = wire.save_product(Product(name="Everything"))
    client = desk_of(person(role, name="somebody"))

    def open_to(status: int) -> bool:
        return status < 300

    assert open_to(client.get(PRODUCTS).status_code) is looks
    assert open_to(client.get(ADD).status_code) is changes
    client.post(f"{PRODUCTS}{product.pk}/", {"name": "Changed", "act": "save"})
    assert Product.objects.filter(name="Changed").exists() is changes
    client.post(f"{PRODUCTS}{product.pk}/", {"act": "delete", "sure": "1"})
    assert Product.objects.exists() is not changes
    with_link = client.get("/desk/").content.decode()
    assert ("/desk/subscribers/" in with_link) is looks


def test_the_act_itself_refuses(house):
    with pytest.raises(Exception, match="one of the roles"):
        wire.save_product(Product(name="Mine"), by=person("editor"))


def test_a_strangers_form_is_refused(house):
    chief = person("chief editor")
    strict = Client(headers={"host": "localhost:8000"}, enforce_csrf_checks=True)
    strict.cookies = desk_of(chief).cookies
    assert strict.post(ADD, {"name": "Forged", "act": "save"}).status_code == 403
    assert not Product.objects.exists()
