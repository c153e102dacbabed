"""The room's screens: the staff and the security log in the desk, and joining by invitation."""
