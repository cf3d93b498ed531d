"""NVIDIA's runtime compiler, which needs no device: what CuPy will do with a source on one."""

import ctypes
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGE = "nvidia.cuda_nvrtc"


def installed() -> Path | None:
    """libnvrtc, where its package is installed (Linux)."""
    try:
        found = find_spec(PACKAGE)
    except ModuleNotFoundError:
        return None
    folders = found.submodule_search_locations if found else None
    return next((p for f in folders or () for p in Path(f).glob("lib/libnvrtc.so.*")), None)


def compiled(source: Path, options: tuple[str, ...]) -> str:
    """PTX of a .cu file. Raises ValueError with what the compiler said, warnings as well."""
    nvrtc = ctypes.CDLL(str(installed()))
    program = ctypes.c_void_p()
    code = source.read_bytes()
    nvrtc.nvrtcCreateProgram(ctypes.byref(program), code, source.name.encode(), 0, None, None)
    given = (ctypes.c_char_p * len(options))(*(o.encode() for o in options))
    failed = nvrtc.nvrtcCompileProgram(program, len(options), given)
    log = _text(nvrtc.nvrtcGetProgramLogSize, nvrtc.nvrtcGetProgramLog, program)
    if failed or log.strip():
        raise ValueError(log)
    return _text(nvrtc.nvrtcGetPTXSize, nvrtc.nvrtcGetPTX, program)


def _text(size_of: Any, copy: Any, program: ctypes.c_void_p) -> str:
    size = ctypes.c_size_t()
    size_of(program, ctypes.byref(size))
    text = ctypes.create_string_buffer(size.value)
    copy(program, text)
    return text.value.decode()
