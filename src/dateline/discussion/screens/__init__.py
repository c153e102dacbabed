"""The discussion's screens of the desk."""
