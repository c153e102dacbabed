"""Have pages stored, and the same as files: `python -m bench.filling ROOT SHARE OF SECONDS`.

ROOT/addresses.txt has an address in each line; every OF-th of them from SHARE on is done, until
the seconds are over. What is there from an earlier run is not made again.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")

import django  # noqa: E402

django.setup()

from dateline.delivery.public import apply_ticks, serve, stored  # noqa: E402

SHARES = 2


def file_name(number: int) -> str:
    """Where the page of the address in this line lies, below ROOT."""
    return f"/{number % 100}/{number // 100 % 100}/{number}.html"


def main(root: Path, share: int, of: int, seconds: float) -> None:
    """Store and write this share; prints how many there are."""
    until, done = time.monotonic() + seconds, 0
    apply_ticks()
    for number, address in enumerate((root / "addresses.txt").read_text().split()):
        if number % of != share:
            continue
        if time.monotonic() > until:
            break
        path = root / file_name(number)[1:]
        if not path.exists() or stored(address) is None:
            body = serve(address).body
            path.parent.mkdir(parents=True, exist_ok=True)
            Path(f"{path}.gz").write_bytes(gzip.compress(body, 6))
            path.write_bytes(body)
        done += 1
    print(done)


def fill(root: Path, addresses: list[str], seconds: float) -> int:
    """Do it in two processes; returns how many addresses, from the first on, are ready."""
    (root / "addresses.txt").write_text("\n".join(addresses))
    running = [
        subprocess.Popen([sys.executable, "-m", "bench.filling", str(root), str(share),
                          str(SHARES), str(seconds)], stdout=subprocess.PIPE, text=True)
        for share in range(SHARES)
    ]
    return min(SHARES * min(int(one.communicate()[0]) for one in running), len(addresses))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
