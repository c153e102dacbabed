"""What is public about stories: the publication log, immutable versions, addresses (DESIGN 4).

Its door is `public`.
"""
