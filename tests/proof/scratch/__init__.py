"""A portal of real processes on directories of its own, whose parts a proof may kill."""
