"""People who can log in: the user, log-in by mailed code, the second step of staff. Knows no organisation."""
