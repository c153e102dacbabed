"""The process tree: our supervisor, the web server, the worker."""
