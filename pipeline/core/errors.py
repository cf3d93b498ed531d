"""Expected failures, in the words of the user; the command line maps each to an exit code."""


class MalmoiError(Exception):
    """Base of every expected failure. Its text is printed unchanged, without a traceback."""

    exit_code = 1


class RecipeError(MalmoiError):
    """The recipe or an argument is wrong: names file, key and what was expected."""

    exit_code = 2


class DataError(MalmoiError):
    """Input that cannot be used: names source, file and, if known, record."""


class PlacedError(DataError):
    """Data that a stage cannot use. `where` names phase, shard and document, `then` what to do next."""

    def __init__(self, where: str, why: str, then: str) -> None:
        super().__init__(where, why, then)
        self.where, self.why, self.then = where, why, then

    def __str__(self) -> str:
        return f"{self.where}: {self.why}; {self.then}"


class DamagedOutput(DataError):  # noqa: N818 - it is a state, named as users meet it
    """A file that a phase wrote is not as it was written. `path` is its place under the root."""

    def __init__(self, root: str, path: str, reason: str) -> None:
        super().__init__(root, path, reason)
        self.root, self.path, self.reason = root, path, reason

    def __str__(self) -> str:
        return (
            f"{self.root}/{self.path}: cannot be read: {self.reason}; `malmoi verify {self.root} --repair` "
            "removes what is damaged, and `malmoi run` makes it again"
        )


class StaleOutput(MalmoiError):  # noqa: N818 - it is a state, named as users meet it
    """A phase on storage was made by other fields, code or inputs than those of this run."""


class ConservationError(MalmoiError):
    """The documents that a stage received are not those that it kept or dropped: the run stops."""


class JobError(MalmoiError):
    """A unit of work failed after all retries: names stage, phase and shard."""
