"""The door of the wire: its addresses, and which feeds a list has."""

from dateline.wire import urls
from dateline.wire.addresses import Offer, feeds_at
from dateline.wire.entries import register_writer

__all__ = ["Offer", "feeds_at", "register_writer", "urls"]
