"""Pure codecs: a news item to the bytes of one exchange format and back."""
