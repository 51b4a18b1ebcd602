"""The editorial law: plain Python, no Django, no clock, no network.

Values in, values out; whoever calls passes the moment and the record.
"""
