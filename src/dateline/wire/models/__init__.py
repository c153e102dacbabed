"""The wire's tables."""

from dateline.wire.models.duty import Duty
from dateline.wire.models.hub import Lease, Topic
from dateline.wire.models.portal import Person, PersonLink
from dateline.wire.models.subscribers import (
    FORMS,
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
    "FORMS", "WAYS", "Allotment", "Distribution", "Duty", "Handover", "Key", "Lease", "Person",
    "PersonLink", "Product", "Subscriber", "Topic", "Way",
]
