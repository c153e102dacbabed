"""The door of the wire: its addresses, which feeds a list has, who receives copy, and copy in.

`watch(stop)` looks at the sources when they are due, until the event is set. `read_paths` receives
files and folders as copy of a source; raises NoSuchSource. `erase_received(guid)` empties what a
story that is erased by law came as; returns how many files stay because they hold other items.
"""

from dateline.wire import urls
from dateline.wire.addresses import Offer, feeds_at
from dateline.wire.checking import WireBreach, check
from dateline.wire.entries import register_writer
from dateline.wire.exporting import PART, export
from dateline.wire.models import Product, Subscriber
from dateline.wire.sources.erasing import erase_received
from dateline.wire.sources.importing import NoSuchSource, Summary, read_paths
from dateline.wire.sources.watching import watch
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
    "PART",
    "Holding", "NoSuchSource", "Offer", "Product", "Proof", "Subscriber",
    "Summary", "Wire", "WireBreach", "add_person", "add_way", "begin_anew", "check",
    "delete_product", "delete_way", "distribute", "distribute_until",
    "erase_received", "export", "feeds_at", "hand_out", "let_in", "make_key",
    "new_key", "proof", "read_paths", "register_writer", "renew_secret", "replay", "revoke",
    "revoke_key", "save_product", "save_subscriber", "save_way", "subscribe", "urls", "watch",
]
