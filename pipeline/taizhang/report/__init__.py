"""What people read: a notice in the terminal, the summary of a run, the data dictionary."""
