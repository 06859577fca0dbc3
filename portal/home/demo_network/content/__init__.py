"""Dutch demo content as plain data: no logic, no database. `portal.home.demo_network` builds a network from it."""
