"""What this room writes to people."""

from learning_circles.letters import after, calendars, circles, dates

__all__ = ["after", "calendars", "circles", "dates"]
