"""The wire's tables."""
