"""What this room writes to people."""

from implementation_plans.letters import colleagues, looking_back, network

__all__ = ["colleagues", "looking_back", "network"]
