"""The script that keeps the catalogues, as a module."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType


def script() -> ModuleType:
    """`scripts/messages`."""
    path = Path(__file__).resolve().parents[1] / "scripts" / "messages"
    loader = SourceFileLoader("messages", str(path))
    module = module_from_spec(spec_from_loader("messages", loader))  # type: ignore[arg-type]
    loader.exec_module(module)
    return module
