"""The radio at the desk."""
