"""The cores of a cluster, which grow as nodes join, and the time at which some were lost."""

import math
import time

import ray

COUNTED = 5.0  # seconds between looks


class Cores:
    """The cores at the last look. `lost_at`: when they last became fewer, by the monotonic clock; a unit that
    began before may run on a node that is gone, and Ray may never say so (2.60, if the raylet alone died)."""

    def __init__(self) -> None:
        self.number, self.lost_at = 1, -math.inf
        self._looked_at = -math.inf

    def is_due(self) -> bool:
        """True if COUNTED seconds have passed since the last look."""
        return time.monotonic() - self._looked_at > COUNTED

    def look(self) -> int:
        """The number of cores now, 1 at least. Waits for the head of the cluster."""
        before, self.number = self.number, max(1, int(ray.cluster_resources().get("CPU", 1)))
        self._looked_at = time.monotonic()
        if self.number < before:
            self.lost_at = self._looked_at
        return self.number
