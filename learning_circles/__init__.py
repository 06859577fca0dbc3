"""Learning circles: date polls, the planner, meetings, registrations, minutes. Still an empty room."""
