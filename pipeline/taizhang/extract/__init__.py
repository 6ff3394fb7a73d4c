"""Facts read inside units of known role."""
