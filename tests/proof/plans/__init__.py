"""The plans' tables and tries, collected by tests/proof/test_plans.py."""
