"""`make lighthouse`: what Lighthouse says of the home page and of a story, on a phone.

100 in accessibility, best practices and SEO, and 98 in performance, or the exit status is 1.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

from browsing import FLAGS
from nu import NODE
from serving import serving
from showroom import fresh_house, raised

MARKS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
METRICS = (
    "first-contentful-paint", "largest-contentful-paint", "speed-index", "total-blocking-time",
    "cumulative-layout-shift", "total-byte-weight",
)
PAGES = ("home", "story-all-blocks")


def main() -> int:
    """Audit each page once and print its marks, its metrics, and what cost it a mark."""
    house, short = fresh_house(), []
    with serving(house, "--no-demo") as served:
        looks = {look.name: look for look in raised(house, "full")}
        for name in PAGES:
            report = _audited(served.base + looks[name].address)
            short += [f"{name}: {mark}" for mark in _told(name, report)]
    shutil.rmtree(house.data.parent)
    print("\n".join(("Below the mark:", *short)) if short else "Every mark is reached.")
    return 1 if short else 0


def _audited(address: str) -> dict:
    program = NODE / "lighthouse" / "cli" / "index.js"
    assert program.exists(), "Lighthouse is missing: scripts/test-needs all"
    chromium = shutil.which("chromium") or ""
    flags = " ".join(("--headless=new", *(["--no-sandbox"] if os.geteuid() == 0 else []), *FLAGS))
    done = subprocess.run(
        ["node", str(program), address, "--quiet", "--output=json", f"--chrome-flags={flags}"],
        env=os.environ | {"CHROME_PATH": chromium}, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _told(name: str, report: dict) -> list[str]:
    audits = report["audits"]
    print(f"{name}  {report['finalDisplayedUrl']}")
    print("  " + " · ".join(f"{audits[each]['title']} {audits[each].get('displayValue', '-')}"
                            for each in METRICS))
    short = []
    for kind, mark in MARKS.items():
        category = report["categories"][kind]
        score = round(category["score"] * 100)
        print(f"  {score:3} {category['title']}")
        if score < mark:
            short.append(f"{category['title']} {score} < {mark}")
            for ref in category["auditRefs"]:
                audit = audits[ref["id"]]
                if ref["weight"] and (audit["score"] or 0) < 1:
                    print(f"        {audit['id']}: {audit['title']}")
    return short


if __name__ == "__main__":
    sys.exit(main())
