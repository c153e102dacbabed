"""The API as OpenAPI 3.1.1 says it (spec.openapis.org/oas/v3.1.1), written by hand."""

from __future__ import annotations

from typing import Any

import dateline
from dateline.wire.models import HANDED, Allotment
from dateline.wire.subscribers.asking import LONGEST_WAIT, MOST
from dateline.wire.subscribers.writing import FORMATS

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_DIGEST: Schema = {"type": "string", "pattern": "^sha-256:[0-9a-f]{64}$"}
_CHAIN: Schema = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
_CURSOR: Schema = {
    "type": "string", "pattern": "^[^:]+:[0-9]+$",
    "description": "The epoch of the newsroom's history and the last number you have. Take it as "
                   "it comes.",
}
_FORMAT: Schema = {"type": "string", "enum": list(FORMATS)}
_WAY: Schema = {"type": "string", "enum": [kind for kind, _ in HANDED],
                "description": "`notice`: a kill that was told ahead of its turn."}
_LANE: Schema = _COUNT | {
    "description": "Which of several ways of that kind; 0: you came for it."}
_KIND: Schema = {"type": "string", "enum": list(Allotment.KINDS),
                 "description": "What the number was given for; part of the chain."}
_SEQ: Schema = {"type": ["integer", "null"], "minimum": 1,
                "description": "The entry of the newsroom's log, null for copy under embargo; part "
                               "of the chain."}
_LINK = ("SHA-256, hexadecimal, of seven lines joined by line feeds: the chain of the number "
         "before (nothing before the first), number, kind, act, guid without urn:uuid:, version, "
         "seq (nothing for null).")
_STATUS: Schema = {"type": "string", "enum": ["usable", "withheld", "canceled"]}


def document(base: str) -> dict[str, Any]:
    """The whole description; `base` is the newsroom's address without a final slash."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "The wire", "version": dateline.__version__,
            "description": "Each subscriber has a sequence of its own: 1, 2, 3 … without gaps. Ask "
                           "for what follows a cursor; the next request's cursor is the receipt.",
        },
        "servers": [{"url": base}],
        "security": [{"key": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer",
                                        "description": "The key that the newsroom gave you."}},
            "schemas": _schemas(),
            "responses": _responses(),
        },
    }


def _paths() -> dict[str, Any]:
    after = _query("after", _CURSOR, "Only what follows this cursor; nothing: from the start.")
    form = _query("format", _FORMAT, "Else the format your newsroom set for you.")
    limit = _query("limit", {"type": "integer", "minimum": 1, "maximum": MOST}, "At most so many.")
    wait = _query("wait", {"type": "integer", "minimum": 0, "maximum": int(LONGEST_WAIT)},
                  "Seconds to wait for an entry where there is none yet.")
    number = _query("number", {"type": "integer", "minimum": 1}, "A number of your sequence.")
    last = {"name": "Last-Event-ID", "in": "header", "schema": _CURSOR,
            "description": "The id of the last event: the stream goes on after it."}
    receipt = {"required": True, "content": {"application/json": {"schema": _ref("Receipt")}}}
    return {
        "/wire/v1/entries": {"get": _operation(
            "entries", "Entries after a cursor, in order; it is a receipt for those before.",
            "Entries", [after, limit, wait, form])},
        "/wire/v1/stream": {"get": _operation(
            "stream", "The same as server-sent events: `event: entry`, the cursor as `id`, an "
            "Entry as `data`; first `event: at` with the last number.", "", [last, after, form])},
        "/wire/v1/me": {"get": _operation("me", "Who you are here, and how far.", "Me", [])},
        "/wire/v1/receipts": {
            "get": _operation("receipts", "The ledger: what you were handed, and what you have "
                              "confirmed.", "Ledger", [after, limit]),
            "post": _operation("confirm", "Confirm everything up to a cursor without asking for "
                               "more.", "Confirmed", []) | {"requestBody": receipt},
        },
        "/wire/v1/chain": {"get": _operation(
            "chain", "The chain at a number. It is that of your own entry: you have missed nothing "
            "up to there.", "Chain", [number | {"required": True}])},
    }


def _operation(name: str, words: str, schema: str, asked: list[Schema]) -> dict[str, Any]:
    content: Schema = {"application/json": {"schema": _ref(schema)}} if schema else {
        "text/event-stream": {"schema": _TEXT}}
    refused = {status: {"$ref": "#/components/responses/Refused"}
               for status in ("400", "401", "404", "405", "409", "413", "429")}
    return {"operationId": name, "summary": words, "parameters": asked,
            "responses": {"200": {"description": "Answered.", "content": content}} | refused}


def _query(name: str, schema: Schema, words: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": words}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Schema) -> Schema:
    """All of them are always there."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _schemas() -> dict[str, Schema]:
    entry = _object(
        number=_COUNT, cursor=_CURSOR, guid=_TEXT, version=_COUNT, status=_STATUS, act=_TEXT,
        kind=_KIND, seq=_SEQ, signal=_TEXT, at=_MOMENT, chain=_CHAIN | {"description": _LINK},
        format=_FORMAT, type=_TEXT, digest=_DIGEST, content=_TEXT)
    handed = _object(
        number=_COUNT, guid=_TEXT, version=_COUNT, way=_WAY, lane=_LANE, format=_FORMAT,
        digest=_DIGEST, canceled={"type": "boolean"}, handed=_MOMENT, again=_or_null(_MOMENT),
        received=_or_null(_MOMENT))
    me = _object(
        subscriber=_TEXT, products=_list(_object(name=_TEXT, selects=_TEXT)),
        formats=_list(_FORMAT), epoch=_TEXT, last=_COUNT, cursor=_CURSOR,
        received={"type": "object", "additionalProperties": _COUNT}, chain=_CHAIN)
    way: Schema = {"type": "string", "enum": ["pull", "stream"], "default": "pull"}
    return {
        "Entry": entry, "Entries": _object(cursor=_CURSOR, entries=_list(_ref("Entry"))),
        "Handed": handed, "Ledger": _object(cursor=_CURSOR, receipts=_list(_ref("Handed"))),
        "Me": me, "Chain": _object(number=_COUNT, chain=_CHAIN, cursor=_CURSOR),
        "Receipt": {"type": "object", "properties": {"after": _CURSOR, "way": way},
                    "required": ["after"]},
        "Confirmed": _object(way=way, received=_COUNT, cursor=_CURSOR),
        "Error": {"type": "object", "properties": {"error": _TEXT, "cursor": _CURSOR},
                  "required": ["error"]},
    }


def _responses() -> dict[str, Any]:
    content = {"application/json": {"schema": _ref("Error")}}
    words = ("Why it is not answered, in words; after a cursor of another epoch (409) also the "
             "cursor to go on from.")
    return {"Refused": {"description": words, "content": content}}
