"""What comes in: addresses to look at, and what parties say on watched channels.

Everything that is found here is a suggestion; a person decides what it means.
"""
