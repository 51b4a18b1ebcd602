"""The desk: what a person may write down, and the queue of what a person must see.

The only room that changes a public status. Every function takes `now` and `by` and is
one transaction: it writes everything or, with `errors.Refused`, nothing.
"""
