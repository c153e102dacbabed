"""Words of the discussion in templates."""
