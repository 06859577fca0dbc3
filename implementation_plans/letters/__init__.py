"""What this room writes to people."""

from implementation_plans.letters import colleagues, network

__all__ = ["colleagues", "network"]
