"""Claims that the rules missed, as a language model points at them and the rules read them.

In: coded reports and an endpoint. Out: the same reports with the claims that were accepted
beside those of the rules, which stay as they are, and a warning for each proposal that was
refused and each answer that did not come. Reports are asked about one after another, so that
the outcome does not depend on how many processes coded them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from consilience.assist import FAILED, REFUSED
from consilience.assist.answers import Pointed, pointed
from consilience.assist.endpoint import Endpoint, Messages
from consilience.assist.journal import Exchange, Journal
from consilience.assist.pointing import Pointing, Verdict
from consilience.assist.prompts import for_claims
from consilience.coding.coded import Coded
from consilience.errors import AssistError
from consilience.knowledge import Knowledge
from consilience.language.annotate import annotate
from consilience.model import Claim, PictureWarning, Report
from consilience.settings import Settings

_HINTS = {
    REFUSED: "Nothing of it is in the picture; the log has what was asked and said.",
    FAILED: "The claims of the rules stand; run it again to ask again.",
}
_WORDS_SHOWN = 90
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Helped:
    """One report with what was accepted, and what is to be said of the rest."""

    coded: Coded
    warnings: tuple[PictureWarning, ...]


class Helper:
    """A language model that is asked, and the journal of what it is asked."""

    def __init__(self, endpoint: Endpoint, journal: Journal, settings: Settings) -> None:
        self.endpoint, self.journal, self.settings = endpoint, journal, settings
        self._failed = 0

    @property
    def gives_up(self) -> bool:
        """Tell whether so many requests failed that no more are made."""
        return self._failed >= self.settings.assist_tries

    def ask(self, messages: Messages) -> str:
        """Return the answer, from the journal where it was asked before.

        Raises AssistError where none came.
        """
        before = self.journal.answer(self.endpoint.url, self.endpoint.body(messages))
        if before is not None:
            return before
        try:
            said = self.endpoint.ask(messages)
        except AssistError:
            self._failed += 1
            raise
        self._failed = 0
        return said

    def keep(
        self, about: str, messages: Messages, said: str | None, *, failed: str | None = None,
        accepted: Sequence[str] = (), refused: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Write an exchange down. Raises InputError where that cannot be done."""
        self.journal.keep(
            Exchange(about=about, address=self.endpoint.url, given=self.endpoint.body(messages),
                     said=said, failed=failed, accepted=accepted, refused=refused)
        )  # fmt: skip


def propose(
    coded: Sequence[Coded], helper: Helper, known: Knowledge, tell: Tell
) -> Iterator[Helped]:
    """Yield each report with the claims that were accepted, in the order given."""
    for number, one in enumerate(coded):
        yield _helped(one, helper, known)
        tell("assisting", number + 1, len(coded))


def _helped(one: Coded, helper: Helper, known: Knowledge) -> Helped:
    if one.report.language != "en" or not one.report.text.strip():
        return Helped(one, ())
    settings = helper.settings
    text = one.report.text[: settings.max_report_chars]
    asking = _Asking(one, helper, known)
    for piece in pieces(text, settings.assist_report_chars):
        if helper.gives_up:
            asking.warn(FAILED, "Not asked: too many requests had failed (assist_tries).")
            break
        asking.about(piece)
    return Helped(_with(one, asking.accepted), _at_most(asking.warnings, one.report, settings))


class _Asking:
    """One report while it is asked about; it is parsed once there is a proposal to read."""

    def __init__(self, one: Coded, helper: Helper, known: Knowledge) -> None:
        self._one, self._helper, self._known = one, helper, known
        self._pointing: Pointing | None = None
        self.accepted: list[Verdict] = []
        self.warnings: list[PictureWarning] = []

    def warn(self, code: str, message: str, at: tuple[int, int] | None = None) -> None:
        start, end = at or (None, None)
        self.warnings.append(
            PictureWarning(code=code, message=message, report=self._one.report.id, start=start,
                           end=end, hint=_HINTS[code])
        )  # fmt: skip

    def about(self, piece: str) -> None:
        """Ask what a piece of the report tells besides, and judge what is proposed."""
        report, helper = self._one.report, self._helper
        messages = for_claims(report, piece, self._one.claims, self._known.events.types.values())
        said = None
        try:
            said = helper.ask(messages)
            proposals, faults = pointed(said, helper.settings.assist_max_claims)
        except AssistError as error:
            helper.keep(report.id, messages, said, failed=str(error))
            self.warn(FAILED, str(error))
            return
        before = len(self.warnings)
        accepted = [claim.id for one in proposals for claim in self._judge(one)]
        for fault in faults:
            self.warn(REFUSED, f"{shortened(fault, 200)}.")
        refused = [w.message for w in self.warnings[before:]]
        helper.keep(report.id, messages, said, accepted=accepted, refused=refused)

    def _judge(self, one: Pointed) -> tuple[Claim, ...]:
        if self._pointing is None:
            settings, by = self._helper.settings, self._helper.endpoint.name
            (document,) = annotate([self._one.report], settings)
            self._pointing = Pointing(document, self._one, self._known, settings, by)
        verdict = self._pointing.judge(one)
        if verdict.why:
            self.warn(REFUSED, f"“{shortened(one.quote)}”: {verdict.why}.", verdict.at)
        elif verdict.claims:
            self.accepted.append(verdict)
        return verdict.claims


def pieces(text: str, size: int) -> list[str]:
    """Return a text in pieces of at most `size` code points, cut at line breaks where it can be."""
    found = []
    while len(text) > size:
        cut = text.rfind("\n", size // 2, size) + 1 or text.rfind(". ", size // 2, size) + 2
        cut = cut if cut > 1 else size
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text] if text.strip() else found


def _with(one: Coded, accepted: Sequence[Verdict]) -> Coded:
    """Return the report with more claims; those of the rules and what they name stay."""
    if not accepted:
        return one
    actors = {a.id: a for v in accepted for a in v.actors} | {a.id: a for a in one.actors}
    places = {p.id: p for v in accepted for p in v.places} | {p.id: p for p in one.places}
    there = {c.id for c in one.claims}
    more = {c.id: c for v in accepted for c in v.claims if c.id not in there}
    return replace(
        one, claims=(*one.claims, *(more[i] for i in sorted(more))),
        actors=tuple(actors[i] for i in sorted(actors)),
        places=tuple(places[i] for i in sorted(places)),
    )  # fmt: skip


def _at_most(
    warnings: list[PictureWarning], report: Report, settings: Settings
) -> tuple[PictureWarning, ...]:
    """Return as many warnings of one report as show the pattern, and how many more there are."""
    shown, rest = warnings[: settings.max_alike_warnings], warnings[settings.max_alike_warnings :]
    if rest:
        message = f"{len(rest):,} more proposals were refused."
        shown.append(
            PictureWarning(code=REFUSED, message=message, report=report.id, hint=_HINTS[REFUSED])
        )
    return tuple(shown)


def shortened(words: str, size: int = _WORDS_SHOWN) -> str:
    """Return words on one line, without what does not print, at most `size` of their letters."""
    plain = "".join(c if c.isprintable() else " " for c in words)
    one_line = " ".join(plain.split())
    return one_line if len(one_line) <= size else one_line[: size - 1] + "…"
