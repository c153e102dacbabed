"""Copy in on the desk: the queue, the sources, the rejects."""
