"""Examples of every kind of personal data, one file each, named as the kind in lower case.

Values are made up, with valid and invalid check digits. Faker's Korean resident numbers pass the check by
chance only, and its plates and accounts have wrong forms: these makers follow the rules that docs/pii.md
gives for each kind. The folder is listed: the tests beside it hold every file that it finds.
"""

import importlib
import pkgutil

from pipeline.kernels.pii import KINDS, PUBLIC
from tests.kernels.pii.making import Examples

FOUND: dict[str, Examples] = {
    module.name.upper(): importlib.import_module(f"{__name__}.{module.name}").EXAMPLES
    for module in pkgutil.iter_modules(__path__)
}
# in order of precedence
EXAMPLES = {kind: FOUND[kind] for kind in KINDS if kind in FOUND}
MASKED = tuple(kind for kind in KINDS if kind not in PUBLIC)
