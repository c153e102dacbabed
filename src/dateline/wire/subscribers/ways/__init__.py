"""Ways on which copy is sent: push, directory drop, e-mail; and the hub of the public feeds."""
