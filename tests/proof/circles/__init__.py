"""What must hold of learning circles."""
