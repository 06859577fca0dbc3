"""Circles for network staff, inside /beheer/."""
