"""Full-text search for readers and the desk."""
