"""How the database answers: the plans of the queries that a piece of work asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections

SQLITE = connection.vendor == "sqlite"


@contextmanager
def planned(table: str, using: str = "default") -> Iterator[list[str]]:
    """Collect the plan of each SELECT from a table; PostgreSQL may not scan tables meanwhile, so
    that it shows what it would do with a large one."""
    plans: list[str] = []
    asked = connections[using]

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip("(").startswith("SELECT") and f'"{table}"' in sql:
            with asked.cursor() as cursor:
                cursor.cursor.execute(
                    *((_question(sql), params) if SQLITE else ("EXPLAIN " + sql, params))
                )
                plans.append("\n".join(str(row[-1]) for row in cursor.cursor.fetchall()))
        return execute(sql, params, many, context)

    _seqscan("off", using)
    with asked.execute_wrapper(watch):
        yield plans
    _seqscan("on", using)


def _question(sql: str) -> str:
    return "EXPLAIN QUERY PLAN " + sql


def _seqscan(allowed: str, using: str) -> None:
    if not SQLITE:
        with connections[using].cursor() as cursor:
            cursor.execute(f"SET enable_seqscan = {allowed}")


def reads_all(plan: str, table: str) -> bool:
    """Whether a plan reads the whole table itself."""
    if SQLITE:
        lines = plan.splitlines()
        return any(line.startswith(f"SCAN {table}") and " INDEX " not in line for line in lines)
    return f"Seq Scan on {table}" in plan
