"""One address, one file system: local, by pyarrow (s3://, gs://, abfss://, hdfs://), else by fsspec."""

import re

import pyarrow as pa
import pyarrow.fs as pafs

from pipeline.core import azure
from pipeline.core.errors import DataError
from pipeline.core.patience import patient

PATIENCE = 60  # seconds that requests are tried again

# user:password@ before a host, and the options of pyarrow that hold a secret
# (a key may hold slashes; a port does not look like one)
_SECRET = re.compile(
    r"://[^/?#:@\s]+:(?!\d+/)[^?#@\s]*@|[?&](access_key|account_key|secret_key|session_token|sas_token|sig)=",
    re.I,
)


def without_secret(address: str) -> str:
    """The address. Raises ValueError if it holds a key: addresses are shown, logged and stored."""
    if "://" in address and _SECRET.search(address):
        raise ValueError(
            "an address with a key in it would end up in logs and in the root; give keys by the environment "
            "(AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, GOOGLE_APPLICATION_CREDENTIALS, "
            "AZURE_STORAGE_KEY)"
        )
    return address


def _with_limits(uri: str) -> str:
    """The address with the options of pyarrow that it lacks.

    s3://: small files are written by one put instead of an upload in parts. gs://: without them requests are
    tried again for a quarter of an hour, by default in silence."""
    option = {"s3://": "allow_delayed_open=true", "gs://": f"retry_limit_seconds={PATIENCE}"}.get(
        uri[:5]
    )
    if option is None or option.split("=")[0] in uri:
        return uri
    return f"{uri}{'&' if '?' in uri else '?'}{option}"


def located(uri: str) -> tuple[pafs.FileSystem, str]:
    """The file system of an address and the path inside it. Raises DataError for an unknown scheme, and for a
    store that cannot be reached."""
    if "://" not in uri:
        return pafs.LocalFileSystem(), uri
    try:
        opened = azure.opened if uri.startswith(azure.SCHEMES) else pafs.FileSystem.from_uri
        fs, path = opened(_with_limits(uri))
        return fs if isinstance(fs, pafs.LocalFileSystem) else patient(fs), path
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as unknown:
        import fsspec

        try:
            fs, path = fsspec.core.url_to_fs(uri)
        # the package that opens https:// or hf:// is not installed
        except ImportError as error:
            raise DataError(f"{uri}: {error}") from None
        except ValueError:
            raise DataError(f"{uri}: no file system opens this address: {unknown}") from None
        return pafs.PyFileSystem(pafs.FSSpecHandler(fs)), path
    # the region of a bucket is asked for over the network
    except OSError as error:
        told = str(error).splitlines() or [type(error).__name__]
        raise DataError(
            f"{uri}: cannot be reached; check network, address and credentials: {told[0][:200]}"
        ) from None


def addressed(uri: str, path: str) -> str:
    """The address of a path on the file system of another address, with its options."""
    if uri.startswith(azure.SCHEMES):
        return azure.addressed(uri, path)
    scheme, _, rest = uri.partition("://")
    return f"{scheme}://{path}{rest[rest.index('?') :] if '?' in rest else ''}"
