"""What rows of several tables are drawn with."""

PERSON = "%(person)s + pg_temp.pick(n, 20, %(people)s, 1.5)"
CLAIM = "%(claim)s + pg_temp.pick(n, 21, %(claims)s, 1)"
OF_CLAIMS = "pg_temp.moment(n, %(claims)s)"
PAGE = "repeat('The council met in the morning and heard the reports of the week. ', 4)"
