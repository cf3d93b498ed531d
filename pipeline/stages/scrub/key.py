"""The key of pseudonyms: whoever has it can tell that two pseudonyms stand for one value."""

import hashlib
import hmac
import os
from dataclasses import dataclass, field

from pipeline.core.errors import RecipeError
from pipeline.kernels.pii import pseudonyms

# The environment variable that holds it.
VARIABLE = "MALMOI_PII_KEY"


@dataclass(frozen=True)
class Key:
    """The key of pseudonyms. It travels to workers in memory; receipts hold a trace that differs for another
    key and does not reveal it."""

    value: bytes = field(repr=False)

    def identity(self) -> dict[str, str]:
        return {"trace": hmac.new(self.value, b"malmoi receipt", hashlib.sha256).hexdigest()[:16]}


def from_environment() -> Key:
    """The key that the environment holds. Raises RecipeError if it is missing or too short."""
    value = os.environ.get(VARIABLE, "").encode()
    if len(value) < pseudonyms.MIN_KEY:
        raise RecipeError(
            f"stages.scrub.policy: pseudonymize needs the environment variable {VARIABLE} with at least "
            f"{pseudonyms.MIN_KEY} bytes"
        )
    return Key(value)
