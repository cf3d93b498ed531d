"""What can go wrong, in the words a user needs; the command line maps each to an exit code."""


class MalmoiError(Exception):
    """Base of every expected failure. Its text is shown as it is, never with a traceback."""

    exit_code = 1


class RecipeError(MalmoiError):
    """The recipe or an argument is wrong: names file, key and what was expected."""

    exit_code = 2


class DataError(MalmoiError):
    """Input that cannot be used: names source, file and, where known, record."""


class StaleOutput(MalmoiError):  # noqa: N818 - it is a state, named as users meet it
    """A phase on storage was made by other fields, code or inputs than the ones asked for now."""


class ConservationError(MalmoiError):
    """Documents in differ from living + dropped: the run must not go on."""


class JobError(MalmoiError):
    """A unit of work failed for good: names stage, phase and shard."""
