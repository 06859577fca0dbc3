"""An organisation leaves: what ends with it in every room (law 1), and its screens."""
