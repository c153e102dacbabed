"""Comments brought in from other systems, and out again."""
