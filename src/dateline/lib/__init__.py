"""Plain helpers, one subject per file. No models, nothing about news."""
