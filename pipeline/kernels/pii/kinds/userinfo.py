"""USERINFO: name and password inside a URL."""

from pipeline.kernels.pii.gates import AT
from pipeline.kernels.pii.kind import Form, Kind

# words that documentation writes in the place of a password
_WORDS = frozenset((b"password", b"passwd", b"pass", b"pwd", b"pw"))


def is_userinfo(text: bytes, start: int, end: int) -> bool:
    """True unless the span holds variables of a template or a placeholder."""
    span = text[start:end]
    if span.rpartition(b":")[2].lower() in _WORDS:
        return False
    # $USER:${PASSWORD}; a password may hold the sign elsewhere
    if span.startswith(b"$") or b":$" in span:
        return False
    return not any(c in span for c in b"<>{}[]*") and b"PI:" not in span


KIND = Kind(
    name="USERINFO",
    # before the secrets: a token is the password of a name that goes with it
    precedence=5,
    looks="`name:password` before the host of a URL",
    evidence="RFC 3986, 3.2.1; template variables are rejected",
    forms=(Form(r"://([^/\s:@\"'?#]{1,64}:[^/\s@\"'?#]{1,128})@", is_userinfo, (AT,), group=1),),
)
