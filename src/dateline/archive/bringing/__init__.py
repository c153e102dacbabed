"""Archives of other systems, read and filed."""
