"""The cores of a cluster, which grow as nodes join, and the time at which some were lost."""

import math
import time

import ray

COUNTED = 5.0  # seconds between looks


class Cores:
    """The cores at the last look. `lost_at`: when a node was last found gone, by the monotonic clock;
    `lost`: its cores. A unit that began before may run there, and Ray may never say so (2.60, if the raylet
    alone died)."""

    def __init__(self) -> None:
        self.number, self.lost, self.lost_at = 1, 0, -math.inf
        self._nodes: dict[str, int] = {}
        self._looked_at = -math.inf

    def is_due(self) -> bool:
        """True if COUNTED seconds have passed since the last look."""
        return time.monotonic() - self._looked_at > COUNTED

    def look(self) -> int:
        """The number of cores now, 1 at least. Waits for the head of the cluster."""
        nodes = {n["NodeID"]: int(n["Resources"].get("CPU", 0)) for n in ray.nodes() if n["Alive"]}
        self._looked_at = time.monotonic()
        gone = [cores for node, cores in self._nodes.items() if node not in nodes]
        if gone:
            self.lost, self.lost_at = sum(gone), self._looked_at
        self._nodes, self.number = nodes, max(1, sum(nodes.values()))
        return self.number
