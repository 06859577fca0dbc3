"""What is reckoned out from texts and numbers alone: no database, no clock, no chance."""
