"""The templates of the desk: one environment, everything escaped.

In: the name of a template and its context. Out: HTML. The drawings of the brief (the
signs of the grades) are the desk's too, so that both look like one product.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from consilience.desk.addresses import address
from consilience.desk.history import SAID
from consilience.publish import dates, words
from consilience.publish.html import web_address
from consilience.publish.index import place_name

ROOM = Path(__file__).parent
BRIEF = ROOM.parent / "publish"


@cache
def environment() -> Environment:
    """Return the environment that all pages are made with."""
    made = Environment(
        loader=ChoiceLoader([
            FileSystemLoader(ROOM / "templates"),
            PrefixLoader({"brief": FileSystemLoader(BRIEF / "templates")}),
        ]),
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
    )  # fmt: skip
    made.filters.update(
        web_address=web_address, some=words.some, capital=words.capital, moment=dates.moment,
        event_type=words.event_type, day=dates.day, place_name=place_name,
    )  # fmt: skip
    made.globals.update(
        plural=words.plural, say=words.say, wording=words.wording, address=address,
        judged=lambda judgement: SAID[judgement.kind],
        interval=dates.interval, count=words.count, counted=words.counted,
    )  # fmt: skip
    return made
