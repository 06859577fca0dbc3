"""The tables behind tests/proof/test_road.py, one subject a module. Collected there, not here."""
