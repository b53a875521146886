"""Who says so: attributions tied to events, and what is said of no event.

In: the attributions of one report, its actor mentions and events. Out: for each
event the voices that assert or deny it, the last link of the chain as the
source and those before it as `via`; and a claim for each thing that somebody
said which tells no event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consilience.coding.attribution.quotations import quotations
from consilience.coding.events import EventMention, act_of_saying
from consilience.coding.falsity import called_false
from consilience.coding.identity import claim_id, unlisted_actor
from consilience.coding.linking import Cast
from consilience.coding.mentions import ActorMention, AttributionMention, Span
from consilience.coding.roles import is_verbal
from consilience.coding.spokesmen import with_bodies
from consilience.coding.writings import with_issuers
from consilience.knowledge import Knowledge
from consilience.knowledge.event_types import EventBook, EventType
from consilience.knowledge.role_words import role_words
from consilience.language.annotate import Document
from consilience.language.parse import Span as TokenSpan
from consilience.language.parse import Token
from consilience.model import (
    Actor,
    ActorRef,
    Attribution,
    Claim,
    Modality,
    Stance,
    TimeRef,
    Trigger,
    Voice,
)

_UNREAL: dict[Stance, Modality] = {
    "predicts": "planned", "promises": "planned", "threatens": "planned", "orders": "planned",
    "demands": "planned", "asks": "planned", "doubts": "possible",
}  # fmt: skip
# What commits the speaker to something; negated, it commits him to nothing.
_COMMITS: set[Stance] = {"says", "claims", "reports", "confirms", "denies"}
_WE, _OUR = {"we", "us"}, {"our"}
_CAN_ACT = {"state", "government", "military", "police", "rebel", "militia"}
_CAN_SPEAK = {
    "state", "government", "military", "police", "rebel", "international", "humanitarian",
    "monitor", "media", "person", "party",
}  # fmt: skip
_ACT_OF_STANCE: dict[Stance, str] = {
    "accuses": "accuse", "denies": "deny", "threatens": "threaten", "demands": "demand",
    "asks": "appeal", "orders": "demand", "promises": "statement",
}  # fmt: skip


class Voices:
    """The attributions of one report, to be asked who says an event."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[AttributionMention],
        cast: Cast,
        events: Sequence[EventMention],
        knowledge: Knowledge,
    ) -> None:
        self._text = document.report.text
        self._doc = document.doc
        self._cast = cast
        glued = [self._with_glued_source(m) for m in mentions]
        self._quoted = quotations(document)
        self._nobody = knowledge.events.words.negative
        issued = with_issuers(self._doc, glued, cast, knowledge)
        spoken, self._bodies = with_bodies(self._doc, issued, cast, knowledge.roster)
        self._mentions = [self._without_nobody(m) for m in spoken]
        self._impersonal = knowledge.impersonal
        self._falsity = knowledge.falsity
        self._open = [m for m in self._mentions if self._is_negated(m)]
        self._triggers = {t.idx for e in events for t in e.tokens}
        self._words_of_act = {self._doc[e.first].idx: e.tokens for e in events}
        self.actors: list[Actor] = []

    def _with_glued_source(self, mention: AttributionMention) -> AttributionMention:
        """Return the attribution with the source that lost punctuation glued to its content.

        *… wounded three others state television said*: with no comma the parser takes
        the source for the end of what is said.
        """
        last = mention.contents[-1] if mention.contents else None
        if mention.resolved is not None or last is None or last.end >= mention.cue.start:
            return mention
        before = self._doc.char_span(last.start, last.end, alignment_mode="contract")
        if not before:
            return mention
        voice = self._cast.who(before[-1])
        if voice is None or voice.head != before[-1].i or voice.actor.kind not in _CAN_SPEAK:
            return mention
        start = max(voice.start, last.start)
        source = Span(start, last.end)
        rest = Span(last.start, start)
        contents = (*mention.contents[:-1], *([rest] if rest.start < rest.end else []))
        return replace(mention, source=source, resolved=source, contents=contents)

    def _without_nobody(self, mention: AttributionMention) -> AttributionMention:
        """Return the attribution, empty where nobody denies or doubts it: then it stands."""
        stands = mention.stance in {"denies", "doubts"} and self._is_nobodys(mention)
        return replace(mention, source=None, resolved=None, contents=()) if stands else mention

    def _is_nobodys(self, mention: AttributionMention) -> bool:
        """Tell whether nobody says it: *nobody disputes, neither side denied, no party said*."""
        head = self._head(mention.source) if mention.source is not None else None
        if head is None:
            return False
        beside = [c for c in head.children if c.dep_ in {"det", "neg", "preconj"}]
        return any(t.lower_ in self._nobody for t in (head, *beside)) or (
            head.lower_ == "one" and head.i > 0 and head.nbor(-1).lower_ == "no"
        )

    def is_cue(self, token: Token) -> bool:
        """Tell whether the token is the cue of an attribution."""
        return any(m.cue.start <= token.idx < m.cue.end for m in self._mentions)

    def at(self, cue: Token) -> Attribution | None:
        """Return the attribution whose cue the token is."""
        for mention in self._mentions:
            if mention.cue.start <= cue.idx < mention.cue.end:
                return self._attribution(mention, self._outer(mention))
        return None

    def over(self, word: Token) -> list[Attribution | None]:
        """Return the voices on what a word tells: the innermost, and any outer one that denies it.

        What no attribution holds is in the report's own voice: `[None]`.
        """
        chain = self._chain(word)
        named = [m for m in chain if self._named(m)] or chain[:1]
        if not named:
            return [None]
        tale = called_false(word, self._falsity)
        if tale is not None:
            return self._on_untrue(tale, chain)
        if chain[0] is not named[0] and self._is_of_others(chain[0]):
            return [self._attribution(chain[0], chain)]
        if named[0].stance == "denies" and self._is_known(word):
            return [None]
        voices = [self._attribution(named[0], chain)]
        voices += self._outer_denials(named, chain)
        if chain[0].source is None and chain[0] is not named[0] and chain[0].stance == "denies":
            return [self._attribution(named[0], chain)]
        return list(voices)

    def _is_known(self, word: Token) -> bool:
        """Tell what is only said of a thing or person: *denied that they were in houses it raided*.

        *The raid that killed nine* is one act, and so is its denial.
        """
        here = word
        while here.dep_ in {"conj", "xcomp", "advcl", "dobj", "prep", "pobj"} and here.head != here:
            here = here.head
        noun = here.head
        return here.dep_ == "relcl" and noun.idx not in self._triggers and not self._is_tale(noun)

    def _is_tale(self, noun: Token) -> bool:
        return noun.lemma_.lower() in self._falsity.tales

    def _outer_denials(
        self, named: Sequence[AttributionMention], chain: Sequence[AttributionMention]
    ) -> list[Attribution]:
        """Return the voices that deny what an inner one says; who denies a denial says it."""
        out: list[Attribution] = []
        denied = named[0].stance == "denies"
        for mention in (m for m in named[1:] if m.stance == "denies"):
            told = self._attribution(mention, chain)
            out.append(replace(told, stance="says") if denied else told)
            denied = not denied
        return out

    def _is_of_others(self, mention: AttributionMention) -> bool:
        """Tell whether a speaker passes on the words of some who go unnamed: *they say*."""
        head = self._head(mention.source) if mention.source is not None else None
        return head is not None and head.lower_ == "they"

    def modality(self, event: EventMention) -> Modality:
        """Return the event's modality, made less real where the cue asks or foretells."""
        if event.modality != "actual" or _is_answered(event.trigger):
            return event.modality
        chain = self._chain(event.trigger)
        if any(m in self._open for m in chain):
            return "possible"
        stances = [m.stance for m in chain[:1]]
        return next((_UNREAL[s] for s in stances if s in _UNREAL), "actual")

    def denies(self, word: Token) -> bool:
        """Tell whether somebody denies what the word tells."""
        return any(v is not None and v.stance == "denies" for v in self.over(word))

    def _on_untrue(
        self, tale: Token, chain: Sequence[AttributionMention]
    ) -> list[Attribution | None]:
        """Return the voice that tells what is called untrue, and the voice that calls it so.

        Where nobody is named who tells it, only the other; where nobody calls it so but
        the report, whoever tells it.
        """
        words = {t.idx for t in tale.subtree} | {tale.idx}
        tells = [m for m in chain if self._named(m) and m.cue.start in words]
        calls = [m for m in chain if self._named(m) and m.cue.start not in words]
        voices = [self._attribution(m, chain) for m in tells[:1]]
        voices += [replace(self._attribution(m, chain), stance="denies") for m in calls[:1]]
        return [*voices] or [replace(self._attribution(chain[0], chain), stance="denies")]

    def calls_untrue(self, word: Token) -> bool:
        """Tell whether the report itself calls untrue what the word tells."""
        return not self._chain(word) and called_false(word, self._falsity) is not None

    def _is_negated(self, mention: AttributionMention) -> bool:
        """Tell whether it is not said: *did not deny, could not confirm, neither … nor denied*.

        Nor is it what *nobody has said*.
        """
        verb = self._head(mention.cue)
        if verb is None or not is_verbal(verb) or mention.stance not in _COMMITS:
            return False
        if self._is_nobodys(mention):
            return True
        pair = [verb, *([verb.head] if verb.dep_ == "conj" else [])]
        return any(c.dep_ == "neg" for c in verb.children) or any(
            c.lower_ == "neither" for v in pair for c in v.children
        )

    def with_us(self, event: EventMention, agents: Sequence[ActorMention]) -> list[ActorMention]:
        """Return the doers, with the speaker for *we* and *our forces*, which are no others."""
        ours = [t for t in event.agents
                if t.lower_ in _WE or any(c.lower_ in _OUR for c in t.children)]  # fmt: skip
        if not ours:
            return list(agents)
        own = {t.i for t in ours}
        others = [m for m in agents if not (m.generic and m.head in own)]
        who = self._who_says(event.trigger)
        new = who is not None and who.actor.kind in _CAN_ACT and who not in others
        return [*others, who] if new and who is not None else others

    def _who_says(self, word: Token) -> ActorMention | None:
        """Return the actor, named nearest, in whose words it stands."""
        for mention in self._chain(word):
            if mention.resolved is not None and self._named(mention):
                return self._cast.covering(mention.resolved.start, mention.resolved.end)
        return None

    def speaker(self, event: EventMention) -> ActorMention | None:
        """Return the actor whose act of speech the event is."""
        for mention in self._mentions:
            at_cue = mention.cue.start <= event.trigger.idx < mention.cue.end
            if at_cue and mention.resolved is not None:
                return self._cast.covering(mention.resolved.start, mention.resolved.end)
        return None

    def statements(
        self, document: Document, claims: Sequence[Claim], book: EventBook
    ) -> Iterator[Claim]:
        """Yield a claim for each attribution whose content and cue tell no event."""
        for mention in self._mentions:
            spans = [*mention.contents, mention.cue]
            inside = [c for c in claims if _holds(spans, c.trigger.start)]
            if not self._speaks(mention) or any(self._is_said(mention, c) for c in inside):
                continue
            yield self._statement(document, mention, book)

    def _is_said(self, mention: AttributionMention, claim: Claim) -> bool:
        """Tell whether the words tell what the claim does, or only speak of it in passing.

        *Said the raid killed nine, said nine died in the raid* tell it; *said that tests on victims
        of the raid point to gas* says something else. Only plain speech is asked.
        """
        at = claim.trigger.start
        words = self._words_of_act.get(at, ())
        if not words or mention.stance not in _COMMITS or _holds([mention.cue], at):
            return True
        verbs = [t for t in words if is_verbal(t)]
        aside = {"relcl"} if claim.figures else {"relcl", "acl"}
        if any(t.dep_ not in aside for t in verbs) or (claim.figures and not verbs):
            return True
        roots = {c.root.i for m in mention.contents if (c := self._span(m)) is not None}
        return any(_is_argument(t, roots) for t in words)

    def _span(self, words: Span) -> TokenSpan | None:
        return self._doc.char_span(words.start, words.end, alignment_mode="expand")

    def _statement(self, document: Document, mention: AttributionMention, book: EventBook) -> Claim:
        type_ = self._act_of(mention, book)
        start, end = _sentence(document, mention)
        cue, report = mention.cue, document.report
        assert mention.resolved is not None
        who = mention.resolved
        actor = self._actor(who)
        ref = ActorRef(actor=actor.id, text=self._words(who), start=who.start, end=who.end)
        return Claim(
            id=claim_id(report.id, start, end, cue.start, type_.id, cue.start),
            report=report.id, start=start, end=end, quote=report.text[start:end],
            event_type=type_.id, acled=type_.acled, plover=type_.plover,
            trigger=Trigger(start=cue.start, end=cue.end, text=self._words(cue)),
            actors=(ref,), targets=(), places=(), time=_NO_TIME, figures=(),
            attribution=self._attribution(mention, self._outer(mention)),
            polarity="asserted", modality="actual",
        )  # fmt: skip

    def _act_of(self, mention: AttributionMention, book: EventBook) -> EventType:
        cue = self._doc.char_span(mention.cue.start, mention.cue.end, alignment_mode="expand")
        plain = book.types[_ACT_OF_STANCE.get(mention.stance, "statement")]
        asked = (
            act_of_saying(cue.root, book) if cue is not None and plain.id == "statement" else None
        )
        return asked or plain

    def _chain(self, trigger: Token) -> list[AttributionMention]:
        """Return the attributions whose content holds the trigger, innermost first."""
        holding = [
            m
            for m in self._mentions
            if _holds(m.contents, trigger.idx) and not _holds([m.cue], trigger.idx)
        ]
        return sorted(holding, key=lambda m: (_length(m), m.cue.start))

    def _outer(self, mention: AttributionMention) -> list[AttributionMention]:
        chain = [mention]
        while chain[-1].outer is not None and len(chain) < len(self._mentions):
            chain.append(self._mentions[chain[-1].outer])
        return chain

    def _attribution(
        self, mention: AttributionMention, chain: Sequence[AttributionMention]
    ) -> Attribution:
        above = list(chain[chain.index(mention) + 1 :]) if mention in chain else []
        via = tuple(v for m in reversed(above) if (v := self._voice(m)) is not None)
        source = (
            self._actor(mention.resolved).id
            if mention.resolved is not None and self._named(mention)
            else None
        )
        who = self._wording(mention)
        via = tuple(v for v in via if v.actor != source)
        return Attribution(
            source=source, text=self._words(who), start=who.start, end=who.end,
            cue=self._words(mention.cue), cue_start=mention.cue.start, cue_end=mention.cue.end,
            stance=mention.stance, via=via,
        )  # fmt: skip

    def _wording(self, mention: AttributionMention) -> Span:
        """Return the words for who speaks: his name, or all of those who speak together.

        *The monitor and residents said* is shown so, though only the monitor has a name.
        """
        own = self._span(mention.source) if mention.source is not None else None
        joint = own is not None and any(
            t in own and t.pos_ in {"NOUN", "PROPN"} and not t.ent_type_ for t in own.root.conjuncts
        )
        return (mention.source if joint else mention.resolved) or mention.cue

    def _voice(self, mention: AttributionMention) -> Voice | None:
        if mention.resolved is None or not self._named(mention):
            return None
        who = mention.resolved
        actor = self._actor(who)
        return Voice(actor=actor.id, text=self._words(who), start=who.start, end=who.end)

    def _named(self, mention: AttributionMention) -> bool:
        """Tell whether the words name a voice: *reports* and *footage* do not, nor does *it*."""
        if mention.resolved is None:
            return False
        head = self._head(mention.resolved)
        if head is None or head.lemma_.lower() in self._impersonal or head.pos_ == "NUM":
            return False  # nor does a count: *another 50 were hurt, the monitor said*
        if head.lower_ == "they" and _holds(self._quoted, head.idx):
            return False  # others than the one who is quoted, and he does not say who
        return head.pos_ != "PRON" or self._cast.who(head) is not None

    def _speaks(self, mention: AttributionMention) -> bool:
        """Tell whether the source's head noun is an actor, one who can make a statement."""
        if mention.resolved is None or not self._named(mention):
            return False
        head = self._head(mention.resolved)
        who = self._cast.who(head) if head is not None else None
        return who is not None and who.actor.kind != "civilians"

    def _head(self, span: Span) -> Token | None:
        found = self._span(span)
        return found.root if found is not None else None

    def _actor(self, who: Span) -> Actor:
        found = self._cast.covering(who.start, who.end)
        actor = found.actor if found else unlisted_actor(self._words(who))
        body = self._bodies.get(actor.id)
        if body is not None and body.id not in actor.member_of:
            above = tuple(dict.fromkeys((*actor.member_of, body.id, *body.member_of)))
            actor = replace(actor, member_of=above, country=actor.country or body.country)
        self.actors.append(actor)
        return actor

    def _words(self, span: Span) -> str:
        return self._text[span.start : span.end]


def _is_argument(word: Token, predicates: set[int]) -> bool:
    """Tell whether the word is a predicate, or its subject, object or adjunct (*died in it*)."""
    above = word.head
    over = above.head if above.pos_ == "ADP" else above
    return bool({word.i, above.i, over.i} & predicates)


_NO_TIME = TimeRef(
    text=None, span_start=None, span_end=None, start=None, end=None, precision="unknown"
)


def _holds(spans: Sequence[Span], at: int) -> bool:
    for span in spans:  # noqa: SIM110 - asked of all attributions for each act: thrice as fast
        if span.start <= at < span.end:
            return True
    return False


def _length(mention: AttributionMention) -> int:
    return sum(s.end - s.start for s in mention.contents)


def _sentence(document: Document, mention: AttributionMention) -> tuple[int, int]:
    span = document.doc.char_span(mention.cue.start, mention.cue.end, alignment_mode="expand")
    assert span is not None
    sent = span[0].sent
    return sent.start_char, sent.start_char + len(sent.text.rstrip())


def _is_answered(act: Token) -> bool:
    """Tell whether the act is what somebody answers: *vowed revenge for the strike*."""
    prep = act.head
    if act.dep_ != "pobj" or prep.lower_ not in {"for", "to", "over", "against"}:
        return False
    answers = [prep.head, *(c for c in prep.head.children if c.dep_ == "dobj")]
    return any(t.lemma_ in role_words().answers for t in answers)
