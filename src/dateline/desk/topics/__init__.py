"""IPTC's media topics: loading the vocabulary, finding in it, and its screen."""
