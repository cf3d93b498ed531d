"""The decision under examination."""


def decide(texts: list[str]) -> list[str]:
    """One language per text: `ko`, `en`, another ISO 639-1 code, or `und`."""
    raise NotImplementedError("connected by the owner")
