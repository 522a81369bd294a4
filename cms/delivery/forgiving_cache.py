"""Redis as the cache, without which the portal still works: pages are shown and forms taken, only more slowly."""

import logging
import time

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

logger = logging.getLogger(__name__)
# After a failed connection the cache is left alone for this long, so that not every request waits for it.
PAUSE_SECONDS = 5


class ForgivingRedisCache(RedisCache):
    """A cache that forgets instead of failing while its server cannot be reached.

    Reading finds nothing, writing keeps nothing. Errors that are no matter of reaching the server are raised.
    """

    _pause_until = 0.0

    def _try(self, work, otherwise):
        if time.monotonic() < ForgivingRedisCache._pause_until:
            return otherwise
        try:
            return work()
        except (RedisConnectionError, RedisTimeoutError, OSError) as error:
            ForgivingRedisCache._pause_until = time.monotonic() + PAUSE_SECONDS
            logger.warning("The cache cannot be reached (%s); going on without it", type(error).__name__)
            return otherwise
        except RedisError as error:  # a server that is loading or read-only answers, but does not serve
            logger.warning("The cache refused: %s", error)
            return otherwise

    def add(self, key, value, *args, **kwargs):
        return self._try(lambda: super(ForgivingRedisCache, self).add(key, value, *args, **kwargs), True)

    def get(self, key, default=None, version=None):
        return self._try(lambda: super(ForgivingRedisCache, self).get(key, default, version), default)

    def set(self, key, value, *args, **kwargs):
        return self._try(lambda: super(ForgivingRedisCache, self).set(key, value, *args, **kwargs), None)

    def touch(self, key, *args, **kwargs):
        return self._try(lambda: super(ForgivingRedisCache, self).touch(key, *args, **kwargs), False)

    def delete(self, key, version=None):
        return self._try(lambda: super(ForgivingRedisCache, self).delete(key, version), False)

    def get_many(self, keys, version=None):
        return self._try(lambda: super(ForgivingRedisCache, self).get_many(keys, version), {})

    def set_many(self, data, *args, **kwargs):
        return self._try(lambda: super(ForgivingRedisCache, self).set_many(data, *args, **kwargs), [])

    def delete_many(self, keys, version=None):
        return self._try(lambda: super(ForgivingRedisCache, self).delete_many(keys, version), None)

    def has_key(self, key, version=None):
        return self._try(lambda: super(ForgivingRedisCache, self).has_key(key, version), False)

    def incr(self, key, delta=1, version=None):
        return self._try(lambda: super(ForgivingRedisCache, self).incr(key, delta, version), delta)

    def clear(self):
        return self._try(lambda: super(ForgivingRedisCache, self).clear(), False)
