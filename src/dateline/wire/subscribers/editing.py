"""Products and subscribers as editors change them. A change acts from then on.

Everything that is in the log already is numbered by what held before, in the same transaction.
Each act checks who asks (`by`; None: the house itself) and raises people's NotAllowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from dateline.lib import clock
from dateline.people.public import User
from dateline.wire.models import Allotment, Distribution, Handover, Product, Subscriber, Way
from dateline.wire.subscribers.allotting import distribute
from dateline.wire.subscribers.permitted import must_manage


@contextmanager
def from_now_on() -> Iterator[None]:
    """A transaction in which what selects may change: the log up to here is numbered first."""
    with transaction.atomic():
        distribute()
        yield


def begin_anew() -> None:
    """Forget what was numbered and handed out, in the caller's transaction: the log begins anew.

    Products, subscribers and their keys stay.
    """
    Distribution.objects.select_for_update().get()
    for model in (Handover, Allotment):
        rows = model.objects.all()
        rows._raw_delete(rows.db)
    Way.objects.update(number=0, noticed=0)
    Distribution.objects.update(cursor="")


def save_product(product: Product, *, by: User | None = None) -> Product:
    """Add or change a product. Raises ValidationError, naming the field."""
    must_manage(by)
    product.full_clean()
    with from_now_on():
        product.save()
    return product


def delete_product(product: Product, *, by: User | None = None) -> None:
    """Nothing is selected by it any more; what was handed out stays in the sequences."""
    must_manage(by)
    with from_now_on():
        product.delete()


def subscribe(
    name: str, products: Iterable[Product], *, contact: str = "", embargo_right: bool = False,
    by: User | None = None,
) -> Subscriber:
    """Add a subscriber: number 1 is the first entry from now on that its products select."""
    must_manage(by)
    subscriber = Subscriber(name=name, contact=contact, embargo_right=embargo_right,
                            created_at=clock.now())
    subscriber.full_clean()
    with from_now_on():
        subscriber.save()
        subscriber.products.set(products)
        Way.objects.create(subscriber=subscriber, kind="pull")
    return subscriber


def save_subscriber(
    subscriber: Subscriber, products: Iterable[Product] | None = None, *, by: User | None = None
) -> None:
    """Change a subscriber and what it is given. Raises ValidationError, naming the field.

    One that is not active is given nothing new, but the end of what it holds.
    """
    must_manage(by)
    subscriber.full_clean()
    with from_now_on():
        subscriber.save()
        if products is not None:
            subscriber.products.set(products)
