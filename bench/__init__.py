"""Speed as ratios to a reference view, measured in the same run: make bench ARGS=road.

- `reference`: a bare Django view with one query, the measure of everything.
- `browser`: a client on a raw kept-alive socket, cheap enough not to hide what it measures.
- `servers`: databases of our own, and the web servers that stand side by side.
- `counted`, `settings`: the portal as in production, over plain http, that says how many queries an answer took.
- `people`: sessions and plans to measure with, made in a process of its own.
- `stock`: Wagtail's own project template, to compare a cold start with.
- `measuring`, `road`: what is measured, and the goals; one module for each other capability.
"""
