"""The reader's pages: home, sections, dossiers, tags, authors, stories, and what is gone."""
