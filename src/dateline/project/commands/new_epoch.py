"""`dateline new-epoch`."""

from __future__ import annotations

import argparse
import sys

from django.db import connection, transaction

from dateline.delivery import public as delivery
from dateline.project.arguments import Refused
from dateline.record import public as record


def run(chosen: argparse.Namespace) -> None:
    """Ask, take the epoch, empty this machine's store; the others follow within a second."""
    _refuse_who_only_reads()
    if not chosen.yes:
        _ask()
    with transaction.atomic():
        epochs = record.take_epoch()
    print(f"Epoch {epochs.ended} has ended; {epochs.began} begins.")
    print(_held(epochs))
    print("Every machine that serves pages empties its store as soon as it reads this database. "
          "Subscribers’ cursors of before are answered with the one to replay from.")
    _empty_store()


def _refuse_who_only_reads() -> None:
    """A replica takes no writing (PostgreSQL 27.4): said before anybody is asked."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery(), current_setting('transaction_read_only')")
        replica, read_only = cursor.fetchone()
    if replica:
        raise Refused("This database is still a replica: promote it, then say this again. "
                      "Nothing was changed.")
    if read_only == "on":
        raise Refused("This database only lets itself be read. Nothing was changed.")


def _ask() -> None:
    print("Stored pages of every machine are made again, and every subscriber replays its "
          "sequence. Do it after a promotion or a restore, before anything is published.")
    if not sys.stdin.isatty():
        raise Refused("Say --yes: there is no terminal to ask on.")
    if input("Type yes to go on: ").strip().lower() != "yes":
        raise Refused("Nothing was changed.")


def _held(epochs: record.Epochs) -> str:
    if epochs.at is None:
        return "The log has no entry."
    return (f"The log has {epochs.last:,} entries, the last of {epochs.at:%Y-%m-%d %H:%M:%S} UTC; "
            "what was published elsewhere after it is not here.")


def _empty_store() -> None:
    try:
        delivery.apply_ticks()
    except delivery.StoreTrouble as trouble:
        print(f"This machine’s own store cannot be reached now: {trouble}", file=sys.stderr)
