"""Pages made once and served exactly: ticks, stamps, stored pages and fragments (DESIGN 5).

Delivery knows keys, never stories. Its door is `public`.
"""
