"""Base templates, design tokens and static files. No models, nothing about news."""
