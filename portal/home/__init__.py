"""What joins several rooms: member overview, search page, staff queue, daily job, the demo network."""
