"""Maps and charts as numbers: the templates draw them as SVG, without a script."""
