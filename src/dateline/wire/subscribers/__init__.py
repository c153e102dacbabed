"""Copy out: products, subscribers, their gapless sequences, and the ledger of hand-overs."""
