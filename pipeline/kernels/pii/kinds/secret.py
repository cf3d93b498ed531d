"""SECRET: keys and tokens with distinctive prefixes, and random values behind the name of a field.

Prefixes and lengths as their issuers document them.
"""

import math
import re
from collections import Counter
from itertools import pairwise

from pipeline.kernels.pii import inserts
from pipeline.kernels.pii.fields import cells, column
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.lines import line_begin
from pipeline.kernels.pii.surroundings import DIGITS, WORD, after, before, digits_of
from pipeline.kernels.pii.tables import head
from pipeline.kernels.pii.vocabulary import Words

# bits per character: less is a word or a row of x
MIN_ENTROPY = 3.0

_TOKENS = (
    r"A(?:KIA|SIA|ROA|GPA|IDA)[0-9A-Z]{16}",  # Amazon Web Services
    r"gh[pousr]_[A-Za-z0-9]{36,255}",  # GitHub
    r"github_pat_[A-Za-z0-9_]{22,255}",
    r"gl(?:pat|rt|dt|ptt|ft|soat|cbt|agent|imt|oas|ffct)-[A-Za-z0-9_\-]{20,64}",  # GitLab
    r"xox[abeoprs]-[0-9A-Za-z\-]{10,250}",  # Slack
    r"xapp-[0-9]-[0-9A-Za-z\-]{30,250}",
    r"AIza[0-9A-Za-z_\-]{35}",  # Google
    r"GOCSPX-[A-Za-z0-9_\-]{24,40}",
    r"ya29\.[A-Za-z0-9_\-]{20,500}",
    r"sk-[A-Za-z0-9_\-]{20,250}",  # OpenAI, Anthropic
    r"gsk_[A-Za-z0-9]{40,64}",  # Groq
    r"hf_[A-Za-z0-9]{34,64}",  # Hugging Face
    r"r8_[A-Za-z0-9]{36,40}",  # Replicate
    r"[sr]k_(?:live|test)_[0-9A-Za-z]{16,250}",  # Stripe
    r"whsec_[A-Za-z0-9+/=]{32,64}",
    r"SG\.[A-Za-z0-9_\-]{22}\.[A-Za-z0-9_\-]{43}",  # SendGrid
    r"xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}",  # Brevo
    r"(?:SK|AC)[0-9a-f]{32}",  # Twilio
    r"npm_[A-Za-z0-9]{36}",
    r"pypi-[A-Za-z0-9_\-]{50,250}",
    r"dckr_pat_[A-Za-z0-9_\-]{27,40}",  # Docker
    r"do[opr]_v1_[0-9a-f]{64}",  # DigitalOcean
    r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}",  # Shopify
    r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}",  # Postman
    r"lin_api_[A-Za-z0-9]{40}",  # Linear
    r"fig[dou]_[A-Za-z0-9_\-]{40,60}",  # Figma
    r"ntn_[A-Za-z0-9]{40,60}",  # Notion
    r"hv[sbr]\.[A-Za-z0-9_\-]{24,300}",  # HashiCorp Vault
    r"AGE-SECRET-KEY-1[0-9A-Z]{58}",
    r"[0-9]{8,10}:AA[A-Za-z0-9_\-]{33}",  # Telegram, bots
    r"[MNO][A-Za-z0-9_\-]{23,27}\.[A-Za-z0-9_\-]{6}\.[A-Za-z0-9_\-]{27,40}",  # Discord, bots
    r"eyJ[A-Za-z0-9_\-]{10,1000}\.eyJ[A-Za-z0-9_\-]{10,1000}\.[A-Za-z0-9_\-]{10,1000}",  # JWT, RFC 7519
)
# the beginning of each token
_TOKEN = Gate(
    r"A(?:KIA|SIA|ROA|GPA|IDA)[0-9A-Z]{4}|gh[pousr]_[A-Za-z0-9]{4}|github_pat_"
    r"|gl(?:pat|rt|dt|ptt|ft|soat|cbt|agent|imt|oas|ffct)-|xox[abeoprs]-|xapp-[0-9]|AIza[0-9A-Za-z_\-]{4}"
    r"|GOCSPX-|ya29\.|sk-[A-Za-z0-9_\-]{20}|gsk_[A-Za-z0-9]{8}|hf_[A-Za-z0-9]{20}|r8_[A-Za-z0-9]{8}"
    r"|[sr]k_(?:live|test)_|whsec_|SG\.[A-Za-z0-9_\-]{22}|xkeysib-|(?:SK|AC)[0-9a-f]{8}|npm_[A-Za-z0-9]{20}"
    r"|pypi-[A-Za-z0-9_\-]{20}|dckr_pat_|do[opr]_v1_|shp(?:at|ca|pa|ss)_|PMAK-|lin_api_|fig[dou]_[A-Za-z0-9]"
    r"|ntn_[A-Za-z0-9]{8}|hv[sbr]\.[A-Za-z0-9_\-]{8}|AGE-SECRET-KEY|[0-9]{8}:AA|eyJ[A-Za-z0-9_\-]{10}",
    4,
    3100,
)
_DISCORD = Gate(r"\.[A-Za-z0-9_\-]{6}\.[A-Za-z0-9_\-]{20}", 32, 60)
_KEY = Gate(r"-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----", 0, 8200, lines=False)

# a field that holds a password, or a key, behind its name and a sign
_PASSWORD = r"(?:[Pp]ass(?:word|wd)|PASS(?:WORD|WD)|[Pp]asswd|[Pp]wd|PWD|비밀 ?번호|비번|패스워드|암호|(?:(?m:^)|[ ,;(/])(?:PW|pw|Pw))"
_KEY_NAME = (
    r"(?:[a-z](?:Token|Secret|ApiKey|AccessKey)|(?:(?m:^)|[^A-Za-z\n])(?:[Cc]lient[_\- ]?[Ss]ecret|[Aa][Pp][Ii][_\- ]?[Kk][Ee][Yy]|(?:[Ss]ecret|SECRET)(?:[_\- ]?(?:[Aa]ccess[_\- ]?)?(?:[Kk]ey|KEY|ACCESS_KEY|[Tt]oken|TOKEN))?"
    r"|(?:[Aa]ccess|ACCESS|[Aa]uth|AUTH|[Rr]efresh)[_\- ]?(?:[Tt]oken|TOKEN|[Kk]ey|KEY)|AccountKey|[Bb]earer|[Tt]oken|TOKEN|키|시크릿|토큰|인증키(?: ?\([A-Za-z]{2,16}\))?))"
)
_SIGN = r"[\"'`]?(?: ?(?:=>|:=|[:=])| is(?: now)? ?:|은|는)[ \"'`]{0,4}"
# define('DB_PASSWORD', 'x'), IDENTIFIED BY 'x': a value between quotation marks
_QUOTED = rf"(?:{_PASSWORD}[\"'] ?, ?|(?:IDENTIFIED|identified)(?: (?:WITH|with) [\"'a-z0-9_]{{3,40}})? (?:BY|by) |(?:PASSWORD|password)(?:\(| )|sshpass -p )[\"']"
_QUOTED_FIELD = Gate(
    rf"{_PASSWORD}[\"'] ?, ?[\"'][!-~]|(?:IDENTIFIED|identified)[ \"'A-Za-z0-9_]* (?:BY|by) [\"'][!-~]|(?:PASSWORD|password)(?:\(| )[\"'][!-~]|sshpass -p [\"'][!-~]| -p[\"'][!-~]",
    2,
    80,
)
# name: REDIS_PASSWORD / value: 'x', key="AdminPassword" value="x": the value of a pair
_NAMED_VALUE = rf"(?:[Nn]ame|[Kk]ey)[:=] ?[\"']?[A-Za-z_.\-]{{0,40}}{_PASSWORD}[\"']?[ \t\r]{{0,4}}\n?[ \t]{{0,16}}[Vv]alue[:=] ?[\"']"
_NAMED_VALUE_GATE = Gate(
    rf"{_PASSWORD}[\"']?[ \t\r]*\n?[ \t]*[Vv]alue[:=] ?[\"']", 64, 80, lines=False
)
# 비밀번호 qlqjs3810!: without a sign between them
_BESIDE = r"(?:비밀 ?번호|비번|패스워드|암호|(?:(?m:^)|[ /,(])(?:PW|pw|Pw)|[Pp]assword is)(?: {1,4}| ?[|\t] ?| ?- ?|[\])*]{1,3} ?:? ?| ?→ ?|\n)"
_BESIDE_FIELD = Gate(
    r"(?:비밀 ?번호|비번|패스워드|암호|(?:(?m:^)|[ /,(])(?:PW|pw|Pw)|[Pp]assword is)(?: +| ?[|\t] ?| ?- ?|[\])*]+ ?:? ?| ?→ ?|\(|\n)[!-~]{4}",
    2,
    80,
    lines=False,
)
_LABEL = r"(?:(?:초기|임시|관리자|현재)? ?(?:비밀 ?번호|비번|패스워드)|(?:(?:db|user|login|admin|root|mysql|smtp|ftp|init|temp)_)?(?:[Pp]ass(?:word|wd)|PASSWORD|[Pp]wd))"
_HEAD = re.compile(rf"^{_LABEL}$".encode())
_SECRET_FIELD = Gate(rf"{_PASSWORD}{_SIGN}[!-~]", 2, 80)
_KEY_FIELD = Gate(rf"{_KEY_NAME}(?:{_SIGN}| )[A-Za-z0-9_\-+/]{{16}}", 2, 400)
# client_secret = aZ7kQ_m2Xv: shorter than other keys
_SHORT_KEY = rf"(?:[Cc]lient[_\- ]?[Ss]ecret|CLIENT_SECRET){_SIGN}"
_SHORT_GATE = Gate(rf"{_SHORT_KEY}[A-Za-z0-9_\-]{{8}}", 2, 16)
# {"username": ..., "key": ...}, as tools keep the key of a user
_OF_USER = r"\"username\" ?: ?\"[^\"\n]{1,64}\", ?\"key\" ?: ?\"([0-9A-Za-z]{24,64})\""
_USER_GATE = Gate(r"\"key\" ?: ?\"[0-9A-Za-z]{24}", 96, 48)
_DIGIT, _LETTER = re.compile(rb"[0-9]"), re.compile(rb"[A-Za-z]")
# a $ begins a variable; inside a password it is a sign
_CODE = re.compile(rb"[(){}<>\[\]]|^\$|%s|\*\*|\.\.|^[A-Za-z]*[._][A-Za-z_.]*$|^[A-Za-z]+[,;.]?$")
# letters of both cases around a sign, as generators of passwords mix them
_MIXED = re.compile(rb"[A-Za-z]+[!#$%^*~@][A-Za-z!#$%^*~@]*[A-Za-z]")
_CASES = re.compile(rb"[a-z][!#$%^*~@]?[A-Z].*[a-z]?[A-Z]|[A-Z][!#$%^*~@]?[A-Z]*[a-z].*[A-Z]")
# what ends a password; a sentence may end with ! as well
_LAST_SIGNS = b"#$%^*~@"
# a capital behind a small letter, and the fewest groups
_INSIDE, _GROUPS = re.compile(rb"[a-z][A-Z]"), 3
_ENDS = re.compile(r"[\s,)/|'\"]|$|(?:입니다|이고|이며|예요|로|으로)".encode())
_ALGORITHM = Words(
    "sha-?[0-9]",
    "md[45]",
    "aes",
    "rsa",
    "bcrypt",
    "base64",
    "utf-?8",
    "oauth",
    "http",
    "pbkdf",
    "ascii",
    "otp",
    "ipv[46]",
    "[0-9]~[0-9]",
    "[0-9]-[0-9]+$",
)
_CLIENT = re.compile(
    rb"(?:mysql|mysqldump|mariadb|mongo|mongodump|clickhouse-client)[^\n]* -p[\"']$"
)
_SHORTEST_ALONE = 7
_SHORTEST_DRAWN = 8
# what documentation writes in the place of a key
_STAND_IN = Words(
    "your", "here", "example", "sample", "change_?me", "placeholder", "xxxx", "dummy", "insert"
)
# A key stands on one line with escaped line ends, or on many lines (RFC 7468).
_LONG_KEY = 24
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
    # AKIAIOSFODNN7EXAMPLE, as Amazon's own documentation writes it
    if span.endswith(b"EXAMPLE"):
        return False
    # sk-ecdsa-sha2-nistp256-cert is words joined by hyphens, not a key
    return not span.startswith(b"sk-") or (span != span.lower() and any(c in DIGITS for c in span))


def _is_in_groups(span: bytes) -> bool:
    """True for three groups or more of as many letters, of both cases within one: qoRn-fMhZ-TULB."""
    groups = span.split(b"-")
    alike = len(groups) >= _GROUPS and len({len(group) for group in groups}) == 1
    return alike and any(group.isalpha() and _INSIDE.search(group) for group in groups)


def is_password(text: bytes, start: int, end: int) -> bool:
    """True for a value with two sorts of characters; names of variables, words and calls are rejected."""
    span = text[start:end]
    if _is_drawn(span) or _is_in_groups(span):
        return True
    # a path, as pwd prints it
    if _CODE.search(span) or len(set(span)) < 4 or span.startswith((b"/", b"~/", b"./")):
        return False
    digit, letter = _DIGIT.search(span), _LETTER.search(span)
    if digit:
        return bool(letter) or len(span) != len(digits_of(span))
    if _CASES.search(span) is None:
        return False
    return bool(_MIXED.fullmatch(span)) or _is_drawn_with_sign(span)


def _is_drawn_with_sign(span: bytes) -> bool:
    """True for letters whose case changes three times or more, and a sign behind them: rxXrgtDASo%."""
    letters = span.rstrip(_LAST_SIGNS)
    if letters == span or len(span) < _SHORTEST_DRAWN or not letters.isalpha():
        return False
    return _changes(letters) >= _GROUPS


def _changes(letters: bytes) -> int:
    """How often the case changes from one letter to the next."""
    return sum(a.isupper() != b.isupper() for a, b in pairwise(letters.decode()))


def _is_drawn(span: bytes) -> bool:
    """True for eight letters or more whose case changes at every other letter, as a generator draws them."""
    if len(span) < _SHORTEST_DRAWN or not span.isalpha():
        return False
    return 2 * _changes(span) >= len(span)


def is_of_client(text: bytes, start: int, end: int) -> bool:
    """True for the password behind -p of a client of a database."""
    line = text[line_begin(text, start, 96) : start]
    return _CLIENT.search(line) is not None and is_password(text, start, end)


def is_password_alone(text: bytes, start: int, end: int) -> bool:
    """True for a password that ends its field and names neither an algorithm nor a rule: 비밀번호 SHA256, 8~16."""
    span = text[start:end]
    if not _ENDS.match(text, end) or _ALGORITHM.search(span) or span[0] in b"0123456789-~":
        return False
    return len(span) >= _SHORTEST_ALONE and is_password(text, start, end)


def is_in_column(text: bytes, start: int, end: int) -> bool:
    """True for a password in a column of passwords."""
    return bool(_HEAD.search(head(text, start))) and is_password_alone(text, start, end)


def is_key_value(text: bytes, start: int, end: int) -> bool:
    """True for a random value with digits and letters behind the name of a key."""
    span = text[start:end]
    if after(text, end) in WORD or after(text, end) in b"(." or entropy(span) < MIN_ENTROPY:
        return False
    # PublicKeyToken of an assembly
    if _STAND_IN.search(span) or b"ublicKey" in text[max(0, start - 24) : start]:
        return False
    # capitals stand between small letters in a random value; in words of a name they begin words
    capitals = sum(0x41 <= b <= 0x5A for b in span)
    small = sum(0x61 <= b <= 0x7A for b in span)
    if (
        len(span) >= _LONG_KEY
        and _DIGIT.search(span)
        and min(capitals, small) * 10 >= 3 * len(span)
    ):
        return True
    # eight words of a name have few digits
    return sum(b in DIGITS for b in span) * 10 >= len(span) and bool(_LETTER.search(span))


def is_key_block(text: bytes, start: int, end: int) -> bool:
    """True: the marks around a private key are evidence enough."""
    return True


KIND = Kind(
    name="SECRET",
    precedence=10,
    looks="AWS, GitHub, GitLab, Slack, Google, OpenAI-like, Hugging Face, Stripe, SendGrid, Twilio, Telegram, "
    "Discord, npm, PyPI, Docker and other tokens, JWT, private-key blocks; values behind password, 비밀번호, api_key, IDENTIFIED BY",
    evidence="distinctive prefix and length as their issuers document them, entropy of 3 bits or more; two sorts of "
    "characters behind the name of a field; RFC 7519, RFC 7468",
    forms=(
        Form("|".join(_TOKENS), is_token, (_TOKEN, _DISCORD)),
        Form(_BLOCK, is_key_block, (_KEY,)),
        Form(
            rf"{_KEY_NAME}(?:{_SIGN}| )([A-Za-z0-9_\-+/]{{16,256}}={{0,2}})",
            is_key_value,
            (_KEY_FIELD,),
            group=1,
        ),
        Form(
            rf"{_PASSWORD}{_SIGN}([!#-&(-+\--:<-_a-~]{{6,64}})",
            is_password,
            (_SECRET_FIELD,),
            group=1,
        ),
        # PW: <code>xmypq$5212</code>
        Form(
            rf"{_PASSWORD}{_SIGN}<(?:code|b|strong|em|kbd|tt|span|td)>([!#-&(-+\--:=?-_a-~]{{6,64}})</",
            is_password,
            (_SECRET_FIELD,),
            group=1,
        ),
        Form(rf"{_QUOTED}([!#-&(-~]{{6,64}})[\"']", is_password, (_QUOTED_FIELD,), group=1),
        Form(rf"{_SHORT_KEY}([A-Za-z0-9_\-]{{8,15}})", is_password, (_SHORT_GATE,), group=1),
        Form(_OF_USER, is_key_value, (_USER_GATE,), group=1),
        Form(r" -p[\"']([!#-&(-~]{6,64})[\"']", is_of_client, (_QUOTED_FIELD,), group=1),
        Form(
            rf"{_NAMED_VALUE}([!#-&(-~]{{6,64}})[\"']", is_password, (_NAMED_VALUE_GATE,), group=1
        ),
        Form(
            cells(r"([!#-&(-+\--:<-_a-~]{6,64})"),
            is_in_column,
            (column(_LABEL), inserts.GATE),
            group=1,
        ),
        Form(
            rf"{_BESIDE}([!#-&(-+\--:<-_a-z~]{{6,64}})",
            is_password_alone,
            (_BESIDE_FIELD,),
            group=1,
        ),
        Form(
            r"(?:비밀 ?번호|비번|패스워드) ?\(([!#-&*+\--:<-Z^_a-z~]{6,64})\)",
            is_password_alone,
            (_BESIDE_FIELD,),
            group=1,
        ),
    ),
)
