"""Workers that are processes of their own: one that is killed in a job, and several at once."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connections

from dateline.jobs import public as jobs
from dateline.lib import clock

JOBS, WORKERS = 60, 4


def _effect(folder: Path, payload: dict[str, Any]) -> None:
    """An idempotent effect: a file that is there or not."""
    (folder / f"effect-{payload['n']}").touch()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _killed_at_write(nth: int) -> Any:
    """Kills after the n-th write to the jobs of this process, before anything else is done."""
    seen = 0

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        done = execute(sql, params, many, context)
        seen += sql.startswith(("UPDATE", "DELETE")) and "jobs_job" in sql
        if seen == nth:
            _die()
        return done

    return execute


def one(where: str, folder: str, at: str) -> None:
    """Run what is due, killed `before` the effect, `after` it, or at a `write-n`; or not at all."""
    def act(payload: dict[str, Any]) -> None:
        with (Path(folder) / "runs").open("a") as file:
            file.write("run\n")
        if where == "before":
            _die()
        _effect(Path(folder), payload)
        if where == "after":
            _die()

    jobs.register("effect", act)
    with clock.at(datetime.fromisoformat(at)):
        if where.startswith("write-"):
            wrapper = _killed_at_write(int(where[6:]))
            with connections["default"].execute_wrapper(wrapper):
                jobs.run_due()
        sys.stdout.write(str(jobs.run_due()))


def _worker(folder: Path) -> list[int]:
    done: list[int] = []

    def act(payload: dict[str, Any]) -> None:
        mark = folder / f"running-{payload['n']}"
        mark.open("x").close()  # FileExistsError: another one runs it just now
        time.sleep(0.002)
        mark.unlink()
        done.append(payload["n"])

    jobs.register("effect", act, attempts=1)
    jobs.run_due()
    return done


def crowd(folder: str) -> None:
    """Several workers until nothing is due; prints what each of them did."""
    connections.close_all()
    gate_out, gate_in = os.pipe()
    children = []
    for _ in range(WORKERS):
        out, into = os.pipe()
        if not os.fork():
            os.close(gate_in)
            os.read(gate_out, 1)  # all begin at once, when the gate is closed
            os.write(into, json.dumps(_worker(Path(folder))).encode())
            os._exit(0)
        os.close(into)
        children.append(out)
    os.close(gate_in)
    for out in children:
        with os.fdopen(out) as told:
            sys.stdout.write(told.read() + "\n")
        os.wait()
