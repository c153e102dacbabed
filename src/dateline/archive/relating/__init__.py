"""Related stories, suggestions, statements."""
