"""The demo network and its doors: exists only where settings.DEMO is true."""
