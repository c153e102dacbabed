"""What stands in an element, whether its marks are written out or encoded."""

import pytest
from lxml import etree

from dateline.lib.xmlstream import inner


@pytest.mark.parametrize(("raw", "said"), [
    ("<c>a &lt;p&gt; b</c>", "a <p> b"), ("<c/>", ""), ("<c><![CDATA[<p>x</p>]]></c>", "<p>x</p>"),
    ("<c>a &lt; b <p>x</p> tail</c>", "a &lt; b <p>x</p> tail"),
    ('<c xmlns="http://www.w3.org/2005/Atom"><div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; '
     '<br/>b<img src="a"/></p><a name="x"/></div></c>',
     '<div><p>A &amp; <br>b<img src="a"></p><a name="x"></a></div>'),
])
def test_the_whole_of_it_is_html(raw, said):
    assert inner(etree.fromstring(raw)).replace(' xmlns="http://www.w3.org/2005/Atom"', "") == said
