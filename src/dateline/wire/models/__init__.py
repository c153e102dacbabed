"""The wire's tables."""

from dateline.wire.models.duty import Duty
from dateline.wire.models.hub import Lease, Topic
from dateline.wire.models.listening import Listening
from dateline.wire.models.portal import Person, PersonLink
from dateline.wire.models.sources import Arrival, Incoming, Reject, Source, SourceKey
from dateline.wire.models.subscribers import (
    FORMS,
    HANDED,
    WAYS,
    Allotment,
    Distribution,
    Handover,
    Key,
    Product,
    Subscriber,
    Way,
)

__all__ = [
    "FORMS", "HANDED", "WAYS", "Allotment", "Arrival", "Distribution", "Duty", "Handover",
    "Incoming", "Key", "Lease", "Listening", "Person", "PersonLink", "Product", "Reject", "Source",
    "SourceKey", "Subscriber", "Topic", "Way",
]
