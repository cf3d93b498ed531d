"""`python -m benchmarks.peers install [NAME...]`: install the peers that Malmoi is measured beside.

Each gets a virtual environment below MALMOI_PEERS_HOME (default: malmoi/peers in the user's cache folder),
of 2 MB to 700 MB, Data-Juicer of 6 GB. Exits 1 if one cannot be installed; the others are installed all the
same.
"""

import argparse
import sys

from benchmarks.peers.install import chosen, home, install, python_of
from benchmarks.peers.pins import PEERS


def main() -> int:
    """Install or list peers; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("command", choices=("install", "list"))
    parser.add_argument("names", nargs="*", metavar="NAME", help="peers; default: all")
    arguments = parser.parse_args()
    if arguments.command == "list":
        for peer in PEERS:
            state = "installed" if python_of(peer.name).exists() else "not installed"
            print(f"{peer.name:<14}{peer.version:<12}{state}")
        return 0
    try:
        peers = chosen(arguments.names)
    except ValueError as error:
        parser.error(str(error))
    print(f"environments in {home()}")
    failures = 0
    for peer in peers:
        reason = install(peer)
        failures += bool(reason)
        print(f"{peer.name:<14}{peer.version:<12}{reason or 'installed'}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
