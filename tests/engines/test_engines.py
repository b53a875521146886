"""One path for every engine: results in order, and no worker's death stops the others."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
from collections.abc import Iterator

import pytest

from consilience.engines import Engine, EngineName, Lost, crew, engine_for
from consilience.engines.local import LocalEngine
from consilience.errors import SetupError
from consilience.settings import Settings

# Expressions are the items and `eval` is the work: it can be sent to any process.
DEADLY = "__import__('os')._exit(3)"


@pytest.fixture(scope="module", params=[EngineName.local, EngineName.ray])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with engine_for(request.param, Settings(), workers=2) as made:
        yield made


def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    assert list(engine.map(eval, [f"{n} * {n}" for n in range(40)])) == [n * n for n in range(40)]


def test_the_work_is_done_in_other_processes(engine: Engine) -> None:
    (found,) = engine.map(eval, ["__import__('os').getpid()"])
    assert found != os.getpid()


def test_nothing_to_do_gives_nothing(engine: Engine) -> None:
    assert list(engine.map(eval, [])) == []


def test_an_item_that_kills_its_worker_comes_back_lost_in_its_place(engine: Engine) -> None:
    found = list(engine.map(eval, ["1", "2", DEADLY, "4", "5", "6", "7", "8"]))
    assert found == [1, 2, Lost(DEADLY), 4, 5, 6, 7, 8]


def test_an_engine_goes_on_after_a_loss(engine: Engine) -> None:
    assert list(engine.map(eval, [DEADLY])) == [Lost(DEADLY)]
    assert list(engine.map(eval, ["1 + 1"])) == [2]


def test_a_worker_that_dies_once_is_replaced(
    engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mark = tmp_path_factory.mktemp("once") / "mark"
    dies_once = (
        f"[open({str(mark)!r}, 'x').close(), __import__('os')._exit(3)] "
        f"if not __import__('os').path.exists({str(mark)!r}) else 'done'"
    )
    assert list(engine.map(eval, ["1", dies_once, "3"])) == [1, "done", 3]


def test_what_the_work_raises_is_raised_here(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError):
        list(engine.map(eval, ["1", "1 / 0", "3"]))
    assert list(engine.map(eval, ["4"])) == [4]


def test_items_are_taken_only_as_workers_get_free(engine: Engine) -> None:
    taken = []

    def items() -> Iterator[str]:
        for n in range(1000):
            taken.append(n)
            yield str(n)

    results = engine.map(eval, items())
    next(results)
    assert len(taken) < 50
    del results


def test_a_result_that_cannot_be_sent_is_an_error_and_no_death() -> None:
    with LocalEngine(2) as engine:
        with pytest.raises((TypeError, AttributeError, pickle.PicklingError), match="pickle"):
            list(engine.map(eval, ["lambda: 1"]))
        assert list(engine.map(eval, ["4"])) == [4]


def test_closing_ends_what_would_never_end() -> None:
    engine = LocalEngine(2)
    results = engine.map(eval, ["1", "__import__('signal').pause()", "3"])
    assert next(results) == 1
    engine.close()
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("deadly", [1, 3, 8])
def test_workers_that_die_as_others_start_hold_up_nobody(deadly: int) -> None:
    items = [DEADLY if n < deadly else str(n) for n in range(12)]
    with LocalEngine(4) as engine:
        found = list(engine.map(eval, items))
    assert found == [Lost(DEADLY)] * deadly + list(range(deadly, 12))


def test_one_worker_is_this_process() -> None:
    with LocalEngine(1) as engine:
        assert list(engine.map(eval, ["__import__('os').getpid()"])) == [os.getpid()]


def test_a_process_makes_room_for_another_after_some_items(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it remembers of the words it has met goes with it."""
    monkeypatch.setattr(crew, "_SERVES", 3)
    with LocalEngine(2) as engine:
        found = list(engine.map(eval, ["__import__('os').getpid()"] * 12))
    assert len(set(found)) >= 4
    assert all(found.count(pid) <= 3 for pid in found)


def test_without_ray_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "consilience.engines.cluster", raising=False)
    with pytest.raises(SetupError, match=r"consilience\[ray\]"):
        engine_for(EngineName.ray, Settings())
