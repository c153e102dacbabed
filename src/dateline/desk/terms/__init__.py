"""What stories stand in: the acts on sections, dossiers, tags, places and authors, and screens."""
