"""Rules that need no database: what dues are, how VAT adds up, what an e-invoice says."""
