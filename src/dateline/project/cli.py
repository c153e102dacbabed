"""The command line: `dateline COMMAND`. Each command is a module in `commands`."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from django.db import OperationalError

from dateline import __version__
from dateline.project.arguments import COMMANDS, Refused
from dateline.project.readiness import get_ready


def main(words: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 0 done, 1 a breach was found, 2 refused."""
    chosen = _parser().parse_args(words)
    if chosen.data:
        os.environ["DATELINE_DATA"] = chosen.data
    if chosen.command == "serve":  # other commands go by where it was served last
        os.environ["PORT"] = str(chosen.port or os.environ.get("PORT") or 8000)
        if chosen.radio_port:
            os.environ["DATELINE_RADIO_PORT"] = chosen.radio_port
    try:
        COMMANDS[chosen.command].early(chosen)
        chosen.folder = get_ready(restoring=chosen.command == "restore")
        name = chosen.command.replace("import", "import_").replace("-", "_")
        # Commands import the rooms, which need Django set up: so they are loaded only now.
        module = importlib.import_module(f"dateline.project.commands.{name}")
        return int(module.run(chosen) or 0)
    except Refused as refusal:
        print(f"dateline {chosen.command}: {refusal}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OperationalError, OSError) as error:  # a full disk, a lost database
        print(f"dateline {chosen.command}: {error}. What was not finished is undone; "
              "what was acknowledged is kept.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dateline", description="A news agency in one command.",
        epilog="Example: dateline serve --port 8000",
    )
    parser.add_argument("--version", action="version", version=f"Dateline {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        words = commands.add_parser(
            name, help=command.purpose,
            description=f"{command.purpose.capitalize()}. {command.text}",
            epilog=f"Example: {command.example}",
        )
        words.add_argument(
            "--data", metavar="FOLDER", default="",
            help="the data folder (else DATELINE_DATA, else ./data)",
        )
        command.arguments(words)
    return parser


if __name__ == "__main__":
    sys.exit(main())
