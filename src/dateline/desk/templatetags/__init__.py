"""Tags of the desk's screens."""
