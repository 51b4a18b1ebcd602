"""The tracker: who says what about a claim, on what evidence, as of when."""
