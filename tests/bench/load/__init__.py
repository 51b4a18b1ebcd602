"""The whole re-check under load: real servers, real workers, a site of many hosts."""
