"""Who listens: numbers without names."""
