"""One file a format: `parts(path, zone)` yields what an archive holds."""
