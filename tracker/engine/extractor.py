"""Which extractor reads pages here: texts of two different ones are not compared.

Apart from `extract`, so that who only asks for the name need not load the parsers.
"""

from importlib.metadata import version

# Raise the first figure when our own code finds other text than before.
EXTRACTOR = "+".join(
    (
        "on-record/3",
        f"trafilatura/{version('trafilatura')}",
        f"selectolax/{version('selectolax')}",
        f"pypdfium2/{version('pypdfium2')}",
    )
)
