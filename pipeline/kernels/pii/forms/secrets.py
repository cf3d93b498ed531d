"""Keys and tokens with prefixes that nothing else has; words like "key" and "token" are no prefix.

Prefixes and lengths as their issuers document them.
"""

import math
from collections import Counter

from pipeline.kernels.pii.forms import Form
from pipeline.kernels.pii.surroundings import DIGITS, WORD, after, before

MIN_ENTROPY = 3.0  # bits per character: what tells a token from a word or a row of x


def entropy(span: bytes) -> float:
    """Shannon entropy in bits per byte."""
    counts = Counter(span).values()
    return -sum(n / len(span) * math.log2(n / len(span)) for n in counts)


def token(text: bytes, start: int, end: int) -> bool:
    """A token on its own, random enough."""
    span = text[start:end]
    if before(text, start) in WORD or after(text, end) in WORD or entropy(span) < MIN_ENTROPY:
        return False
    # words joined by hyphens are no key: sk-ecdsa-sha2-nistp256-cert
    return not span.startswith(b"sk-") or (span != span.lower() and any(c in DIGITS for c in span))


def key_block(text: bytes, start: int, end: int) -> bool:
    """A line of a private key: the block is many such lines between its marks."""
    return True


_TOKENS = (
    r"A(?:KIA|SIA)[0-9A-Z]{16}",  # Amazon Web Services
    r"gh[pousr]_[A-Za-z0-9]{36,255}",  # GitHub
    r"github_pat_[A-Za-z0-9_]{22,255}",
    r"glpat-[A-Za-z0-9_\-]{20,64}",  # GitLab
    r"xox[abeoprs]-[0-9A-Za-z\-]{10,250}",  # Slack
    r"AIza[0-9A-Za-z_\-]{35}",  # Google
    r"sk-[A-Za-z0-9_\-]{20,250}",  # OpenAI, Anthropic
    r"hf_[A-Za-z0-9]{34,64}",  # Hugging Face
    r"[sr]k_live_[0-9A-Za-z]{24,250}",  # Stripe
    r"SG\.[A-Za-z0-9_\-]{22}\.[A-Za-z0-9_\-]{43}",  # SendGrid
    r"npm_[A-Za-z0-9]{36}",
    r"pypi-[A-Za-z0-9_\-]{50,250}",
    r"eyJ[A-Za-z0-9_\-]{10,1000}\.eyJ[A-Za-z0-9_\-]{10,1000}\.[A-Za-z0-9_\-]{10,1000}",  # JWT, RFC 7519
)
# A key may stand in one line with escaped line ends, or in many (RFC 7468).
_BLOCK = (
    r"-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----[A-Za-z0-9+/=\s\\:,.\-]{40,8000}?"
    r"-----END [A-Z ]{0,24}PRIVATE KEY-----"
)

FORMS = (
    Form("SECRET", "|".join(_TOKENS), token, ("token",)),
    Form("SECRET", _BLOCK, key_block, ("key",)),
)
