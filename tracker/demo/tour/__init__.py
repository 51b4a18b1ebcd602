"""The tour: the main job from an edited page to a changed claim page, step by step.

It looks from outside, as a person would: at the rows that the workers wrote, and at
the pages that the web server sends. A step that did not happen ends it.
"""
