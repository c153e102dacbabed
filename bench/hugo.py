"""hugo's full build of a comparable site: each story's page says how many its dossier has.

Such a generator has to make anew every page whose count changed; its build is of all pages.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

from dateline.desk.public import Copy
from dateline.project.demo.grammar import copies

_SINGLE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}"></head><body><main><article>
{{ range .Params.dossiers }}<p><a href="/dossiers/{{ . | urlize }}/">{{ . }}</a>
({{ len (index $.Site.Taxonomies.dossiers (. | urlize)) }})</p>{{ end }}
<h1>{{ .Title }}</h1><p>{{ .Description }}</p>{{ .Content }}
{{ range .Params.dossiers }}<p>{{ . }}
({{ len (index $.Site.Taxonomies.dossiers (. | urlize)) }})</p>{{ end }}
</article></main></body></html>
"""
_LIST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
</head><body><main><h1>{{ .Title }}</h1><ol>{{ range first 30 .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol></main></body></html>
"""
_SETTINGS = """baseURL = "https://example.org/"
disableKinds = ["RSS", "sitemap", "404"]
[taxonomies]
dossier = "dossiers"
"""


def installed() -> bool:
    """Whether there is a hugo to measure."""
    return shutil.which("hugo") is not None


def site(folder: Path, total: int) -> None:
    """Write a site of so many stories of the grammar; does nothing where it stands."""
    if (folder / f"of-{total}").exists():
        return
    for place, text in (("layouts/_default/single.html", _SINGLE), ("config.toml", _SETTINGS),
                        ("layouts/_default/list.html", _LIST), ("layouts/index.html", _LIST)):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for number, copy in enumerate(copies(total)):
        path = folder / "content" / copy.section.lower().replace(" ", "-") / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(copy))
    (folder / f"of-{total}").touch()


def _page(copy: Copy) -> str:
    dossiers = ", ".join(f'"{name}"' for name in copy.dossiers)
    head = f'+++\ntitle = """{copy.headline}"""\ndescription = """{copy.standfirst}"""\n'
    text = "\n\n".join(block.text for block in copy.blocks)
    return f"{head}dossiers = [{dossiers}]\n+++\n{text}\n"


def build(folder: Path, limit: float) -> float | None:
    """Seconds of a full build; None if it takes longer than the limit."""
    shutil.rmtree(folder / "public", ignore_errors=True)
    began = time.perf_counter()
    try:
        subprocess.run(["hugo", "--quiet", "-s", str(folder)], check=True, timeout=limit,
                       stdout=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return None
    return time.perf_counter() - began
