"""An act is acknowledged when its tick is applied here, and past every gate."""

from __future__ import annotations

SCRIPT = """
from dateline.delivery import public as delivery
from dateline.delivery.machine import shelf
from dateline.desk import public as desk
from dateline.desk.public import Copy

def applied():
    with shelf().guarded() as store, store.env.begin() as txn:
        return store.position(txn).applied

delivery.register_gate("index", lambda n: print("gate", n, "applied", applied(), flush=True))
guid = desk.file_story(Copy("A bridge opens", "Politics"))
print("filed", flush=True)
desk.publish(guid)
print("acknowledged", flush=True)
try:
    desk.publish(guid)
except desk.NotAllowed:
    print("refused", flush=True)
"""


def test_a_gate_is_waited_for_after_the_store_and_before_the_acknowledgement(house):
    done = house.python(SCRIPT)
    assert done.stdout.splitlines() == ["filed", "gate 1 applied 1", "acknowledged", "refused"]
