"""Questionnaires, rounds, answers, disclosure control, releases. Still an empty room."""
