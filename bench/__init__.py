"""Speed as ratios to a reference view measured in the same run (docs: make bench ARGS=road)."""
