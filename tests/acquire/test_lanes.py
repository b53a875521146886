"""Work side by side: one host's jobs in order, a failure beside the others, a stop in between."""

from __future__ import annotations

from threading import Event, Lock

from consilience.acquire.fetch.lanes import side_by_side


def test_the_jobs_of_one_host_never_run_at_the_same_time() -> None:
    held = {"a": Lock(), "b": Lock()}
    order: list[str] = []

    def work(job: str) -> str:
        assert held[job[0]].acquire(blocking=False)
        order.append(job)
        held[job[0]].release()
        return job.upper()

    jobs = [f"{host}{n}" for n in range(20) for host in "ab"]
    found = dict(side_by_side(jobs, lambda j: j[0], work, 4))
    assert [found[n] for n in range(len(jobs))] == [j.upper() for j in jobs]
    for host in "ab":
        assert [j for j in order if j[0] == host] == [f"{host}{n}" for n in range(20)]


def test_a_failure_is_of_one_job() -> None:
    def work(job: int) -> int:
        return 10 // job

    found = dict(side_by_side([1, 0, 2], str, work, 2))
    assert (found[0], found[2]) == (10, 5)
    assert isinstance(found[1], ZeroDivisionError)


def test_nothing_is_begun_after_a_stop() -> None:
    stop = Event()

    def work(job: int) -> int:
        if job == 2:
            stop.set()
        return job

    found = dict(side_by_side([1, 2, 3, 4], lambda _: "a", work, 4, stop))
    assert found == {0: 1, 1: 2}


def test_no_jobs_end_at_once() -> None:
    assert list(side_by_side([], str, str, 4)) == []
