"""The portal: people of a subscriber read, search and download what their subscriber is given."""
