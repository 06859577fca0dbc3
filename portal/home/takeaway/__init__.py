"""What is theirs, to take along: of a person, and of an organisation for its admins. Readable without the portal."""
