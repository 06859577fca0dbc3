"""What is reckoned out from answers and wishes alone: no database, no models, no clock, no chance.

`composer` imports scipy and belongs to jobs; everything else here may be used while somebody waits.
"""
