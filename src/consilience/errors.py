"""Everything that Consilience raises on purpose, in one tree.

    ConsilienceError
    ├── InputError                 what the user pointed at cannot be used at all
    │   ├── NoSuchPathError        a path that does not exist
    │   ├── NothingReadableError   not one report could be read from what was given
    │   └── NoSuchIdError          an id that nothing in a picture has, or that several begin with
    ├── CaseError                  a case is not one, is damaged, or is of another schema
    │   └── CaseBusyError          another program is writing to the case
    ├── FetchError                 an address was not read: refused by a rule, or it failed
    ├── JudgementError             a judgement is malformed, or names what is not there
    ├── KnowledgeError             a knowledge file is malformed: says file, entry, field
    ├── PictureError               a picture file is not one, or of another schema version
    ├── RunError                   the folder of a run is not whole, or cannot be written
    ├── EngineError                the cluster that should do the work does not answer
    ├── AssistError                a language model gave no answer that can be used
    └── SetupError                 a part of the installation is missing (model, gazetteer)

A report that cannot be read, placed or dated raises nothing: it becomes a
`consilience.model.PictureWarning` in the picture, and the reports beside it are coded.
Every message says what was wrong, where, and what to do.
"""


class ConsilienceError(Exception):
    """The root: catch this to catch all."""


class InputError(ConsilienceError):
    """What the user pointed at cannot be used at all."""


class NoSuchPathError(InputError):
    """A path that does not exist."""


class NothingReadableError(InputError):
    """Not one report could be read from what was given."""


class NoSuchIdError(InputError):
    """An id that nothing in a picture has, or that several begin with."""


class CaseError(ConsilienceError):
    """A case is not one, is damaged, or is of another schema version."""


class CaseBusyError(CaseError):
    """Another program has been writing to the case for too long."""


class FetchError(ConsilienceError):
    """An address was not read.

    `code` is that of the warning it becomes (`acquire.problems`); `again` tells whether
    another try may go better; `after` is how long the server asks to be left alone, in
    seconds; `status` is what it answered, None where it did not.
    """

    def __init__(
        self, code: str, message: str, *, again: bool = False, after: float | None = None,
        status: int | None = None,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.code, self.again, self.after, self.status = code, again, after, status


class JudgementError(ConsilienceError):
    """A judgement is malformed, or names what is not in the case."""


class KnowledgeError(ConsilienceError):
    """A knowledge file is malformed."""


class PictureError(ConsilienceError):
    """A picture file is not one, or of another schema version."""


class RunError(ConsilienceError):
    """The folder of a run is not whole, holds something else, or cannot be written."""


class EngineError(ConsilienceError):
    """The cluster that should do the work does not start or answer."""


class AssistError(ConsilienceError):
    """A language model gave no answer that can be used."""


class SetupError(ConsilienceError):
    """A part of the installation is missing."""
