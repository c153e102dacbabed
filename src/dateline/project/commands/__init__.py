"""The commands, a module each with `run(chosen)`; loaded once Django is set up."""
