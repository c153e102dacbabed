"""The Nu HTML checker, as npm's `vnu-jar` has it; `scripts/test-needs` fetches it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

NODE = Path(sys.prefix) / "node" / "node_modules"
JAR = NODE / "vnu-jar" / "build" / "dist" / "vnu.jar"


def complaints(files: list[Path]) -> list[str]:
    """Its errors (not its advice) on these HTML, CSS and SVG files, by the file's name."""
    java = shutil.which("java")
    assert java and JAR.exists(), "Java or the Nu HTML checker is missing: scripts/test-needs"
    done = subprocess.run(
        [java, "-Xss4m", "-jar", str(JAR), "--format", "json", "--also-check-css",
         "--also-check-svg", "--exit-zero-always", *map(str, files)],
        capture_output=True, text=True, check=True,
    )
    return [
        f"{Path(said.get('url', '')).name}:{said.get('lastLine', 0)}: {said['message']}"
        f" … {said.get('extract', '')[:160]}"
        for said in json.loads(done.stderr)["messages"]
        if said["type"] != "info"
    ]
