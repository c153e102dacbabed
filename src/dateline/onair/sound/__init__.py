"""Sound: decoding, the mixer, levels, encoders, uploads."""
