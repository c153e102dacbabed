"""Beginning the history of ticks anew, with another epoch."""

from __future__ import annotations

from dateline.delivery.models import Head, Tick, new_token


def begin_anew() -> None:
    """Forget all ticks and take a new epoch, in the caller's transaction.

    Every store, cursor and ETag of the old epoch is void by it; a store empties itself when it
    next follows. `renew_store` takes this machine's pages away at once.
    """
    token = new_token()
    Head.objects.select_for_update().get()
    Tick.objects.all().delete()
    Head.objects.update(epoch=new_token(), n=0, token=token)
    Tick.objects.create(n=0, token=token, keys=[])
