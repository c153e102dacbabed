"""HLS: the live list, hours back, segments on the disk, the player."""
