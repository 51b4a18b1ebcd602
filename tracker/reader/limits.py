"""How often somebody may ask: counted in Redis, a count for each who and what."""

import hashlib
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError


def within(name: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more; whether that is still within the bound. Without Redis nobody can
    count, so nothing is within it."""
    digest = hashlib.sha256(who.encode()).hexdigest()
    key = f"limit:{name}:{digest}"
    try:
        cache.add(key, 0, timeout=seconds)
        return cache.incr(key) <= most
    except ValueError:
        return True  # the count ran out between the two
    except RedisError:
        return False


def who_asks(request: HttpRequest) -> str:
    """The address of the visitor, as the one proxy in front tells it; of the newer kind
    the network, as one visitor has a whole one."""
    found = str(request.META.get("REMOTE_ADDR", ""))
    if settings.IS_HTTPS:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        found = told or found
    try:
        address = ip_address(found)
    except ValueError:
        return found
    if isinstance(address, IPv6Address):
        return str(address.exploded[:19])
    return str(address)
