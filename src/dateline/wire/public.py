"""The door of the wire: its addresses, which feeds a list has, and who receives copy."""

from dateline.wire import urls
from dateline.wire.addresses import Offer, feeds_at
from dateline.wire.checking import WireBreach, check
from dateline.wire.entries import register_writer
from dateline.wire.exporting import export
from dateline.wire.models import Product, Subscriber
from dateline.wire.subscribers.allotting import distribute
from dateline.wire.subscribers.editing import (
    begin_anew,
    delete_product,
    save_product,
    save_subscriber,
    subscribe,
)
from dateline.wire.subscribers.equipping import (
    add_way,
    delete_way,
    make_key,
    renew_secret,
    replay,
    revoke_key,
    save_way,
)
from dateline.wire.subscribers.keys import new_key, revoke
from dateline.wire.subscribers.proving import Holding, Proof, proof
from dateline.wire.subscribers.running import work as distribute_until
from dateline.wire.subscribers.serving import Wire
from dateline.wire.subscribers.ways.handing_out import hand_out
from dateline.wire.subscribers.welcoming import add_person, let_in

__all__ = [
    "Holding", "Offer", "Product", "Proof", "Subscriber", "Wire", "WireBreach", "add_person",
    "add_way", "begin_anew", "check", "delete_product", "delete_way", "distribute",
    "distribute_until", "export", "feeds_at", "hand_out", "let_in", "make_key", "new_key", "proof",
    "register_writer", "renew_secret", "replay", "revoke", "revoke_key", "save_product",
    "save_subscriber", "save_way", "subscribe", "urls",
]
