"""Organisations, their people, how they come in, and their level."""
