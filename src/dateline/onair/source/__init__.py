"""What broadcasters send: heads, bodies, who may connect."""
