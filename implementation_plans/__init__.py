"""Templates, plans, versions, reading and decisions: an approved plan is the only door to level 2."""
