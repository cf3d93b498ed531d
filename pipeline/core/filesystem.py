"""One address, one file system: local paths, what pyarrow opens (s3://, gs://, hdfs://), else fsspec."""

import re

import pyarrow as pa
import pyarrow.fs as pafs

from pipeline.core.errors import DataError

# user:password@ before a host, and the options of pyarrow that hold a secret
_SECRET = re.compile(
    r"://[^/?#]*:[^/?#]*@|[?&](access_key|secret_key|session_token|sas_token)=", re.I
)


def without_secret(address: str) -> str:
    """The address. Raises ValueError if it holds a key: addresses are shown, logged and stored."""
    if "://" in address and _SECRET.search(address):
        raise ValueError(
            "an address with a key in it would end up in logs and in the root; give keys by the environment "
            "(AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, GOOGLE_APPLICATION_CREDENTIALS)"
        )
    return address


def located(uri: str) -> tuple[pafs.FileSystem, str]:
    """The file system of an address and the path inside it. Raises DataError for an unknown scheme."""
    if "://" not in uri:
        return pafs.LocalFileSystem(), uri
    try:
        return pafs.FileSystem.from_uri(uri)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as unknown:
        import fsspec

        try:
            fs, path = fsspec.core.url_to_fs(uri)
        except (ImportError, ValueError):
            raise DataError(f"{uri}: no file system opens this address: {unknown}") from None
        return pafs.PyFileSystem(pafs.FSSpecHandler(fs)), path
