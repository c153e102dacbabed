"""The door of the discussion (DESIGN 6)."""

__all__: list[str] = []
