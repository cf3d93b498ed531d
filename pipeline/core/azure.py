"""Azure's addresses, abfs:// and abfss://, with the key of the account from the environment.

Without a key pyarrow asks for a token as Azure's own tools do: service principal, workload or managed
identity, `az login`. With one it takes the parts of the address, so these are read here.
"""

import os
import subprocess
import sys
from base64 import b64decode
from functools import cache
from urllib.parse import parse_qsl

import pyarrow.fs as pafs

from pipeline.core.errors import DataError

SCHEMES = ("abfs://", "abfss://")
# The names that Azure's command line uses, and the arguments of pyarrow that they fill.
KEYS = {"AZURE_STORAGE_KEY": "account_key", "AZURE_STORAGE_SAS_TOKEN": "sas_token"}
HOSTS = (".dfs.core.windows.net", ".blob.core.windows.net")
# The exception of a missing token crosses pyarrow and ends the process; so another process asks first.
ASKING = "import sys, pyarrow.fs as f; fs, path = f.FileSystem.from_uri(sys.argv[1]); fs.get_file_info(path)"
SECONDS = 120


def opened(uri: str) -> tuple[pafs.FileSystem, str]:
    """The file system of an address and the path inside it, which begins with the container.

    Raises DataError without a token or a well-formed key, or if the address has another form than
    container@account.dfs.core.windows.net/path, account.blob.core.windows.net/container/path,
    account@container/path and account@host:port/container/path."""
    keys = {argument: os.environ[name] for name, argument in KEYS.items() if os.environ.get(name)}
    try:
        b64decode(keys.get("account_key", ""), validate=True)
    except ValueError:
        raise DataError(f"{uri}: AZURE_STORAGE_KEY is not a key: it is not in base64") from None
    if not keys:
        _check_token(uri)
        return pafs.FileSystem.from_uri(uri)
    account, path, server = _parts(uri)
    return pafs.AzureFileSystem(account, **keys, **server), path


def addressed(uri: str, path: str) -> str:
    """The address of a path, which begins with the container, in the account of another address."""
    scheme, _, rest = uri.partition("://")
    place, mark, query = rest.partition("?")
    authority = place.split("/", 1)[0]
    host = authority.rpartition("@")[2]
    names_container = host.endswith(HOSTS[0]) or not ("." in host or ":" in host)
    inside = path.split("/", 1)[1] if names_container and "/" in path else path
    return f"{scheme}://{authority}/{inside}{mark}{query}"


@cache
def _check_token(uri: str) -> None:
    """Raise DataError if Azure's tools have no token for this process."""
    asking = [sys.executable, "-c", ASKING, uri]
    asked = subprocess.run(asking, capture_output=True, timeout=SECONDS, check=False)
    if asked.returncode < 0 or b"AuthenticationException" in asked.stderr:
        raise DataError(
            f"{uri}: Azure gives no token here; set AZURE_STORAGE_KEY, or AZURE_TENANT_ID, AZURE_CLIENT_ID "
            "and AZURE_CLIENT_SECRET, or run `az login`"
        )


def _parts(uri: str) -> tuple[str, str, dict[str, str]]:
    """The account, the path, and what pyarrow must know of a server other than Azure's."""
    # a name may hold "#", so that urllib's rules do not fit
    place, _, query = uri.split("://", 1)[1].partition("?")
    authority, _, path = place.partition("/")
    before, _, host = authority.rpartition("@")
    path, options = path.strip("/"), dict(parse_qsl(query))
    scheme = "http" if options.pop("enable_tls", "true") == "false" else "https"
    if options:
        raise DataError(f"{uri}: unknown option {min(options)}; enable_tls is the one there is")
    account, container, server = before, host, {}
    if host.endswith(HOSTS):
        account, container = host.split(".")[0], before
    elif "." in host or ":" in host:
        container = ""
        kinds = ("blob_storage", "dfs_storage")
        server = {f"{k}_authority": host for k in kinds} | {f"{k}_scheme": scheme for k in kinds}
    if not account:
        raise DataError(
            f"{uri}: no account; write abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PATH"
        )
    return account, "/".join(p for p in (container, path) if p), server
