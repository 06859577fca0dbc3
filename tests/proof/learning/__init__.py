"""Proofs of learning: licences and progress through random histories."""
