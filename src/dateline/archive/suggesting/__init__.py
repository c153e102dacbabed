"""What the desk is offered while it writes: tags, dossiers, topics, stories run before."""
