"""The entry point: prints help and version at once, and runs everything else with the errors explained."""

import atexit
import gc
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from importlib.util import find_spec
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from pipeline.cli import unchanged
from pipeline.cli.help import NAME, help_text, version_text

if TYPE_CHECKING:
    from pipeline.recipe import Recipe

# True in a process that began here, whose libraries have not started their threads yet.
is_entry = False
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# commands that leave nothing behind
READING = {"look", "plan", "whatif", "diff", "sample", "search", "show", "explain"}
# Objects after which Python looks for cycles, and how often it looks at older ones: importing makes a million
# objects and no cycles, and looking at them took a tenth of the start.
COLLECTED = 50_000, 20, 20
GRACE = 20.0  # seconds for the workers to end and the executor to close


def main() -> None:
    """Entry point. Exits with 0 if done, 1 if the job failed, 2 if the recipe or an argument is wrong, and
    with 128 and the number of the signal that ended it: 130 for Ctrl-C, 143 for SIGTERM, 129 for a terminal
    that was closed."""
    global is_entry
    is_entry = True
    gc.set_threshold(*COLLECTED)
    _use_utf8()
    _open_streams()
    code = 0
    try:
        try:
            _main()
        except SystemExit as ending:
            code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
        sys.stdout.flush()
    # whoever read the output has enough of it, as in `malmoi show ROOT | head`
    except BrokenPipeError:
        _close_output()
    except OSError as error:
        _close_output()
        with suppress(OSError):
            print(f"malmoi: the output cannot be written: {error}", file=sys.stderr)
        code = code or 1
    _leave(code)


def _open_streams() -> None:
    """Open what whoever started this process has closed (`>&-`): Python would have no streams there, print
    errors to the output, and open files in their places."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", closefd=False))


def _close_output() -> None:
    """Let what is still to be printed go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave(code: int) -> NoReturn:
    """End this process as an interpreter does, but for taking its modules apart, which takes .2 s: threads
    that it waits for have ended then, and what was registered for its end has run."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def prepare(recipe: "Recipe") -> None:
    """Fork what a run will need while libraries have no threads yet: the nursery of worker processes, or the
    process that reports the end of a driver whom Ray ends."""
    if not is_entry:
        return
    stay_lean(recipe)
    execution = recipe.execution
    if execution.chosen == "local":
        from pipeline.processes import nursery

        nursery.fork()
    elif execution.chosen == "ray":
        from pipeline.processes import last_word

        last_word.prepare()


def stay_lean(recipe: "Recipe", is_compiled: bool = True) -> None:
    """Keep libraries that nothing here uses out of this process and its workers, unless code of others may
    use them: stages that the recipe names, installed packages, or cudf, which works with pandas.

    `is_compiled` is false for a command that calls nothing compiled."""
    if is_entry and find_spec("cudf") is None and not unchanged.is_extended(recipe):
        from pipeline.processes import lean

        lean.begin(is_compiled)


def _use_utf8() -> None:
    """Begin again in Python's UTF-8 mode where file names would be read as ASCII (LC_ALL=C, PYTHONUTF8=0):
    a path with Hangul would be neither printed nor stored."""
    if sys.getfilesystemencoding() == "ascii":
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _main() -> None:
    arguments = sys.argv[1:]
    if f"_{NAME.upper()}_COMPLETE" in os.environ:
        _run()
    elif not arguments:
        print(help_text())
        sys.exit(2)
    elif arguments[0] in ("-h", "--help"):
        print(help_text())
    elif arguments[0] == "--version":
        print(version_text())
    elif (answer := unchanged.lines(arguments)) is not None:
        print("\n".join(answer))
    else:
        _run()


def _run() -> None:
    """Run the application: an expected failure becomes one message and an exit code."""
    from pipeline.core.errors import MalmoiError
    from pipeline.core.printable import printable

    ended_by: list[int] = [signal.SIGINT]

    def end(number: int, frame: FrameType | None) -> None:
        ended_by[0] = number
        raise KeyboardInterrupt

    try:
        for number in ENDING[1:]:
            # nohup has a process ignore that its terminal is closed
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, end)
        _end_in_time()
        from pipeline.cli.app import app

        code = app(prog_name=NAME, standalone_mode=False)
        # Typer turns an interruption of a command into this exit code, without a word
        if code == 130:
            raise KeyboardInterrupt
    except MalmoiError as error:
        print(f"malmoi: {printable(str(error))}", file=sys.stderr)
        code = error.exit_code
    except KeyboardInterrupt:
        name = signal.Signals(ended_by[0]).name
        stands = (
            "nothing was written"
            if set(sys.argv[1:2]) <= READING
            else "what is finished stays, and the same command goes on from there"
        )
        print(f"malmoi: ended by {name}; {stands}", file=sys.stderr)
        code = 128 + ended_by[0]
    except BrokenPipeError:
        raise
    # a full disk, a folder without rights: the message of the system says what to do
    except OSError as error:
        print(f"malmoi: {printable(str(error))}", file=sys.stderr)
        code = 1
    except Exception as error:
        code = _usage(error)
    sys.exit(code)


def _end_in_time() -> None:
    """End the process GRACE seconds after a signal at the latest: Python's handlers wait until a call of a
    library returns, such as one to a store that does not answer."""
    from pipeline.processes.last_word import nothing_to_say

    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)

    def watch() -> None:
        while number := os.read(reading, 1):
            if number[0] in ENDING:
                time.sleep(GRACE)
                os.write(2, b"malmoi: a library did not return; what is finished stays\n")
                nothing_to_say()
                os._exit(128 + number[0])

    threading.Thread(target=watch, daemon=True).start()


def _usage(error: Exception) -> int:
    """Print the usage after a mistake in the arguments; returns 2. Raises any other error: it is a defect."""
    show_usage = getattr(error, "show", None)
    if show_usage is None:
        raise error
    show_usage()
    return 2
