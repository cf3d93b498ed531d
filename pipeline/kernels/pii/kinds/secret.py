"""SECRET: keys and tokens with distinctive prefixes; the words "key" and "token" are not enough.

Prefixes and lengths as their issuers document them.
"""

import math
from collections import Counter

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.surroundings import DIGITS, WORD, after, before

# bits per character: less is a word or a row of x
MIN_ENTROPY = 3.0

_TOKEN = Gate(
    r"A(?:KIA|SIA)[0-9A-Z]{4}|gh[pousr]_[A-Za-z0-9]{4}|github_pat_|glpat-|xox[abeoprs]-"
    r"|AIza[0-9A-Za-z_\-]{4}|sk-[A-Za-z0-9_\-]{20}|hf_[A-Za-z0-9]{20}|[sr]k_live_"
    r"|SG\.[A-Za-z0-9_\-]{22}|npm_[A-Za-z0-9]{20}|pypi-[A-Za-z0-9_\-]{20}|eyJ[A-Za-z0-9_\-]{10}",
    2,
    3100,
)
_KEY = Gate(r"-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----", 0, 8200, lines=False)

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
# A key stands on one line with escaped line ends, or on many lines (RFC 7468).
_BLOCK = (
    r"-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----[A-Za-z0-9+/=\s\\:,.\-]{40,8000}?"
    r"-----END [A-Z ]{0,24}PRIVATE KEY-----"
)


def entropy(span: bytes) -> float:
    """Shannon entropy in bits per byte."""
    counts = Counter(span).values()
    return -sum(n / len(span) * math.log2(n / len(span)) for n in counts)


def is_token(text: bytes, start: int, end: int) -> bool:
    """True for a token between word borders that is random enough."""
    span = text[start:end]
    if before(text, start) in WORD or after(text, end) in WORD or entropy(span) < MIN_ENTROPY:
        return False
    # sk-ecdsa-sha2-nistp256-cert is words joined by hyphens, not a key
    return not span.startswith(b"sk-") or (span != span.lower() and any(c in DIGITS for c in span))


def is_key_block(text: bytes, start: int, end: int) -> bool:
    """True: the marks around a private key are evidence enough."""
    return True


KIND = Kind(
    name="SECRET",
    precedence=10,
    looks="AWS, GitHub, GitLab, Slack, Google, OpenAI-like, Hugging Face, Stripe, SendGrid, npm and PyPI "
    "tokens, JWT, private-key blocks",
    evidence="distinctive prefix and length as their issuers document them, entropy of 3 bits or more; "
    "RFC 7519, RFC 7468",
    forms=(
        Form("|".join(_TOKENS), is_token, (_TOKEN,)),
        Form(_BLOCK, is_key_block, (_KEY,)),
    ),
)
