"""How dates are written where no template says it: as on every page of the desk."""
