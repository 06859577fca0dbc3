"""The staff's pages about plans, inside /beheer/: for advisers and deciders without a tie to the plan."""
