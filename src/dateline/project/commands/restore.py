"""`dateline restore`: the copying was done before Django was ready; here the new epoch begins."""

from __future__ import annotations

import argparse

from django.db import transaction

from dateline.project.backups.restoring import finish
from dateline.record import public as record


def run(chosen: argparse.Namespace) -> None:
    """Take a new epoch over what was restored, and let the folder be used."""
    with transaction.atomic():
        epochs = record.take_epoch()
    aside = finish(chosen.folder)
    if aside:
        print(f"What was here lies in {aside}")
    last = f"the last of {epochs.at:%Y-%m-%d %H:%M:%S} UTC" if epochs.at else "none"
    print(f"Restored: {epochs.last:,} entries of the log, {last}. "
          f"Epoch {epochs.ended} has ended; {epochs.began} begins.")
    print("Subscribers’ cursors of before are answered with the one to replay from. Mails and "
          "other work that waited then are done (again) when it serves.")
