"""Who works here: our own user model and one-time sign-in links. Its door is `public`."""
