"""What each command does: from parsed arguments to an exit status. A module a command, imported when it is called."""
