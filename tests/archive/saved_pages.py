"""Pages of a saved site, as great systems write them, invented: `LISTS`, which list stories or say
that there is none, by what they are; and `STORIES`, which look like them."""

from __future__ import annotations

import json

SENTENCES = ("The bridge over the Nyamwamba is open again. It was closed for a year after the "
             "flood took two of its five piers. Lorries may cross it by day, the ministry said.")
LONG = "".join(f"<p>{SENTENCES} Paragraph {number} says more.</p>" for number in range(6))
NAMES = ("dam", "harvest", "lake", "road", "school", "ferry")


def page(body: str, head: str = "", classes: str = "", title: str = "Old Gazette") -> str:
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f'{head}</head><body class="{classes}"><header><a href="/">Old Gazette</a><nav><ul>'
            '<li><a href="/water/">Water</a></li><li><a href="/roads/">Roads</a></li></ul></nav>'
            f'</header>{body}<footer><p>Old Gazette, Kasese.</p></footer></body></html>')


def teasers(*, tag: str = "h2", words: str = "Somebody said something about it yesterday.") -> str:
    return "".join(f'<article><{tag}><a href="/2016/{name}/">The {name} is open</a></{tag}>'
                   f'<p>{words}</p></article>' for name in NAMES)


def ld(**said) -> str:
    return ('<script type="application/ld+json">'
            + json.dumps({"@context": "https://schema.org"} | said) + "</script>")


def og(kind: str, address: str = "") -> str:
    return f'<meta property="og:type" content="{kind}">' + (
        f'<link rel="canonical" href="https://old.example{address}">' if address else "")


H1 = "<h1>The bridge is open</h1>"
LISTS = {
    # by what the system says
    "index.html": page(teasers(), classes="home blog hfeed"),
    "category/water/index.html": page("<h1>Category: Water</h1>" + teasers(),
                                      classes="archive category category-water"),
    "tag/rain/index.html": page("<h1>rain</h1>" + teasers(), classes="tag-template tag-rain"),
    "author/amina/index.html": page("<h1>Amina</h1><p>She writes.</p>" + teasers(),
                                    classes="author-template"),
    "taxonomy/term/7.html": page(teasers(), classes="html not-front page-taxonomy-term"),
    "drupal-front.html": page(teasers(), classes="path-frontpage"),
    "blogger/2014_03_01_archive.html": page(teasers(tag="h3"), classes="archive-view version-1"),
    "water.html": page(teasers(), classes="site com_content view-category layout-blog"),
    "listing.html": page(teasers(), classes="hs-content-id-7 hs-blog-listing"),
    "missing.html": page("<h1>Oops</h1><p>Nothing was found here.</p>", classes="error404"),
    "graph.html": page(f"<h1>Water</h1><p>{SENTENCES}</p>" + teasers(), og("article") + ld(
        **{"@graph": [{"@type": "CollectionPage"}, {"@type": "WebSite"}]})),
    "results.html": page("<h1>2 results</h1>" + teasers(), ld(**{"@type": "SearchResultsPage"})),
    # by several signs
    "page/2/index.html": page(teasers(), '<link rel="prev" href="/"><link rel="next" '
                              'href="https://old.example/page/3/">'),
    "2014/03/index.html": page(teasers(tag="h3"), title="March 2014 - Old Gazette"),
    "tags/index.html": page("<h1>Tags</h1><ul>" + "".join(
        f'<li><a href="/tags/{name}/">{name}</a> (3)</li>' for name in NAMES) + "</ul>"),
    "archive.html": page("<h1>Archive</h1><ul>" + "".join(
        f'<li><time>5 Mar 2014</time> <a href="/2014/{name}.html">The {name} is open for all of us'
        '</a></li>' for name in NAMES) + "</ul>", og("website", "/archive/")),
    "www.old.example/blog/index.html": page(teasers(words=SENTENCES), og("website")),
    "search.html": page("<h1>Search</h1>" + teasers(), title="Search results for rain"),
    "water-2.html": page(teasers(), '<link rel="next" href="?page=3">' + og("website")),
    "404.html": page("<h1>Page not found</h1><p>It may have been moved.</p>",
                     title="Page not found"),
    "plain.html": page('<div class="post-list">' + teasers(tag="h3", words="") + "</div>"),
}
RELATED = "<section><h2>More</h2>" + teasers(tag="h3") + "</section>"
STORIES = {
    "2016/06/bridge/index.html": page(f"<main>{H1}{LONG}</main>{RELATED}",
                                      classes="post-template-default single single-post postid-7"),
    "short.html": page(f"{H1}<p>The bridge is open.</p>{RELATED}", og("article")),
    "dated.html": page(f"{H1}<p>The bridge is open.</p>{RELATED}", og("website") +
                       '<meta property="article:published_time" content="2016-06-23T10:05:00Z">'),
    "category/water/bridge.html": page(f"{H1}{LONG}{RELATED}", og("website")),
    "category/water/flood.html": page(
        f"{H1}<p>It rained.</p>{RELATED}", ld(**{"@type": "NewsArticle", "headline": "The flood",
                                                 "datePublished": "2016-06-23T10:05:00Z"})),
    "live.html": page(H1 + "".join(
        f'<article id="p{n}"><h2><a href="#p{n}">10:0{n}</a></h2><p>Word {n} came.</p></article>'
        for n in range(6)), ld(**{"@type": "LiveBlogPosting", "headline": "Live"})),
    "live-bare.html": page(H1 + "".join(
        f'<article><h2><a href="/live-bare.html?post={n}">At ten past {n}</a></h2><p>Then word '
        f'{n} came from the bridge.</p></article>' for n in range(6)), og("website")),
    "five-things.html": page(H1 + "".join(
        f'<h2><a href="/2016/{name}/">The {name}</a></h2><p>{SENTENCES}</p>' for name in NAMES)),
    "blogger-post.html": page(f"<h3>The bridge is open</h3><div>{SENTENCES}</div>" + RELATED,
                              classes="item-view version-1-3-0"),
    "very-old.html": page(
        f"<center><font size=5>The bridge is open</font></center>{SENTENCES}<br><br>{SENTENCES}<ul>"
        + "".join(f'<li><a href="{name}.htm">The {name} is open</a></li>' for name in NAMES)
        + "</ul>"),
    "self-linked.html": page('<article><h2><a href="https://old.example/self-linked.html">The '
                             f'bridge is open</a></h2><p>{SENTENCES}</p></article>',
                             og("website", "/self-linked.html")),
    "canonical-front.html": page(f"{H1}{LONG}", og("website", "/")),
    "story/index.html": page(f"{H1}<p>{SENTENCES}</p><ul>" + "".join(
        f'<li><a href="/{name}">The {name}</a></li>' for name in NAMES) + "</ul>"),
    "2014/03/05/index.html": page(f"{H1}{LONG}{RELATED}"),
    "neighbours.html": page(f"{H1}<p>{SENTENCES}</p>", '<link rel="prev" href="/2016/dam/">'
                            '<link rel="next" href="/2016/lake/">', title="The bridge"),
    "found.html": page(f"<h1>404 days without a bridge</h1>{LONG}", og("article"),
                       title="404 days without a bridge"),
    "gallery.html": page(f"{H1}<figure><img src='a.jpg'><figcaption>The bridge at noon, with two "
                         f"lorries on it.</figcaption></figure>{RELATED}"),
}
