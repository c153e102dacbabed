"""The wire: what leaves the newsroom for machines. Public feeds and sitemaps, as yet."""
