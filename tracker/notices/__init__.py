"""Being told: what happened becomes notices, notices become letters and posts.

Everything to be sent is a row of the outbox first, written with the notice; what sends
it may die at any moment and loses nothing.
"""
