"""Copy in: what other agencies send, as stories at the desk."""
