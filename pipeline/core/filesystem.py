"""One address, one file system: local paths, what pyarrow opens (s3://, gs://, hdfs://), else fsspec."""

import pyarrow as pa
import pyarrow.fs as pafs

from pipeline.core.errors import DataError


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
