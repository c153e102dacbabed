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
from dateline.wire.subscribers.keys import new_key, revoke
from dateline.wire.subscribers.proving import Holding, Proof, proof
from dateline.wire.subscribers.running import work as distribute_until
from dateline.wire.subscribers.serving import Wire
from dateline.wire.subscribers.ways.handing_out import hand_out

__all__ = [
    "Holding", "Offer", "Product", "Proof", "Subscriber", "Wire", "WireBreach", "begin_anew",
    "check", "delete_product", "distribute", "distribute_until", "export", "feeds_at", "hand_out",
    "new_key", "proof", "register_writer", "revoke", "save_product", "save_subscriber", "subscribe",
    "urls",
]
