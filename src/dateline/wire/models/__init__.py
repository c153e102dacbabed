"""The wire's tables."""

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
    "FORMS", "WAYS", "Allotment", "Distribution", "Handover", "Key", "Product", "Subscriber", "Way",
]
