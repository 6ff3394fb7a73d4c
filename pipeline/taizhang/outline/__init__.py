"""The numbered tree of a notice, with the role of every unit."""
