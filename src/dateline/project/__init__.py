"""The only place that sees every room: settings, addresses, wiring, the command line."""
