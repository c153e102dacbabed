"""The demo's pictures: drawn by the program, in a few inks and a halftone, as a print is made."""
