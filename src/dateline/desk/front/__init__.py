"""The front page desk: arranging, planning, searching, and its screens."""
