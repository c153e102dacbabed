"""The desk's screens of copy out: products, subscribers, sequences, and who holds a story."""
