"""The routes of the demo network: three, of five lessons or more. Every lesson has one drawing and one thing to try."""

from portal.home.demo_network.content.routes_keep import KEEP
from portal.home.demo_network.content.routes_start import START
from portal.home.demo_network.content.routes_welcome import WELCOME

__all__ = ["COACHES", "FOLLOWED", "INTRODUCTION", "LICENSED", "ROUTES"]

INTRODUCTION = "kennismaken"
#: Role accounts of one member, by the part of town they work in.
COACHES = ["Noord", "Oost", "Zuid", "West", "Centrum"]
#: By route: how many lessons the first person of that member did; each next one did a lesson less.
FOLLOWED = {"kennismaken": 12, "rustig-ontvangen": 6}
LICENSED = "instrument-doelactieplan"
ROUTES: list[dict] = [START, WELCOME, KEEP]
