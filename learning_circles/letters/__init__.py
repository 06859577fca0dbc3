"""What this room writes to people."""

from learning_circles.letters import after, calendars, circles, composing, dates

__all__ = ["after", "calendars", "circles", "composing", "dates"]
