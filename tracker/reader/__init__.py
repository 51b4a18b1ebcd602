"""The public pages: what a reader may see, in HTML that works without a script."""
