"""What can go wrong in the library and with a model.

RetrievalError
├── LibraryError            the library cannot be read or built; the message is shown to people as it is
├── SourceError             one knowledge file cannot be used; it is skipped, the rest goes on
├── ModelUnavailable        a model endpoint failed in a way that may pass; the caller falls back
└── ModelMisconfigured      key, address or model name is wrong; needs the operator

A refusal to answer is a result (`Answer.outcome`), not an error.
"""


class RetrievalError(Exception):
    """Base of all errors that this package raises on purpose."""


class LibraryError(RetrievalError):
    """One sentence: what is wrong with the library, where, what to do."""


class SourceError(RetrievalError):
    """A knowledge file that cannot be used.

    Attributes:
        path: the file, relative to its knowledge folder.
        problem: one sentence.
        line: 1-based line in the file, where known.
        key: front-matter key at fault, where there is one.
        others: what else is wrong with the file.
    """

    def __init__(
        self,
        path: str,
        problem: str,
        *,
        line: int | None = None,
        key: str | None = None,
        others: "tuple[SourceError, ...]" = (),
    ) -> None:
        self.path, self.problem, self.line, self.key, self.others = path, problem, line, key, others
        place = f"{path}:{line}" if line else path
        super().__init__(f"{place}: {f'{key}: ' if key else ''}{problem}")


class ModelUnavailable(RetrievalError):
    """A model call failed; `code` is one of rate_limited, server_error, timed_out, refused,
    malformed, cut_off, unreachable."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"The language model could not be used ({code}).")


class ModelMisconfigured(RetrievalError):
    """The endpoint refuses this key, address or model name; retrying cannot help."""
