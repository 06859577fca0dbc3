"""Checks a release beside its certificate: without a solver, without chance, and without anybody's answers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from surveys.algorithms.bands import bands
from surveys.algorithms.certifying import Certificate, read
from surveys.algorithms.pinning import pinned
from surveys.algorithms.publishing import Data, sha256
from surveys.algorithms.refuting import Refutation, holds
from surveys.algorithms.witnesses import Settled
from surveys.algorithms.worlds import of_total, with_rows, worlds


def verify(release: Data, certificate: Certificate) -> list[str]:
    """What is wrong, in words for whoever keeps the machinery; empty when all is right. Never raises."""
    found: list[str] = []
    try:
        if sha256(release) != certificate.release:
            found.append("The certificate is of another release.")
        found += _of_sizes(release)
        found += _of_families(release)
        for variable in release["variables"]:
            found += [f"{variable['code']}: {wrong}" for wrong in _of_variable(release, variable, certificate)]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError) as error:
        found.append(f"Not in the form of a release with its certificate: {error!r}.")
    return found


def _of_sizes(release: Data) -> Iterator[str]:
    """Every row, and what no row of its breakdown shows, is nobody or the least there may be."""
    least = release["policy"]["least"]
    for base in release["bases"]:
        classes = _classes(release, base["code"])
        if sum(one["size"] for one in classes) != base["n"] or not all(one["size"] > 0 for one in classes):
            yield f"The classes of {base['code']} are not its {base['n']} organisations."
        shown: dict[str, int] = defaultdict(int)
        for row in base["rows"][1:]:
            by, _colon, value = row.partition(":")
            size = sum(one["size"] for one in classes if one["attributes"].get(by) == value)
            shown[by] += size
            if size < least:
                yield f"The row {row} of {base['code']} is too small."
        for by, size in shown.items():
            if 0 < base["n"] - size < least:
                yield f"What {by} does not show of {base['code']} is too small."
        enough = release["policy"]["rows_from" if len(base["rows"]) > 1 else "figures_from"]
        if base["rows"] and base["n"] < enough:
            yield f"{base['code']} has more rows than its size allows."


def _of_families(release: Data) -> Iterator[str]:
    levels: dict[str, set[bool]] = defaultdict(set)
    for variable in release["variables"]:
        for question in variable["questions"]:
            levels[question].add(variable["level"] == "hidden")
    for question, hidden in levels.items():
        if len(hidden) > 1:
            yield f"{question} is partly hidden, which tells that enough answered it."


def _of_variable(release: Data, variable: Data, certificate: Certificate) -> Iterator[str]:
    level, base = variable["level"], next(one for one in release["bases"] if one["code"] == variable["base"])
    if certificate.levels.get(variable["code"]) != level:
        yield f"shown as {level}, certified as {certificate.levels.get(variable['code'])}"
    expected = {"rows": base["rows"], "total": base["rows"][:1], "hidden": []}[level]
    if [figure["row"] for figure in variable["figures"]] != expected or (level != "hidden" and not expected):
        yield "not the rows of its level"
    elif level != "hidden":
        wrong = list(_of_bands(release, variable, _classes(release, base["code"])))
        yield from wrong or _of_pool(release, variable, base, certificate.pools.get(variable["code"], []))


def _of_bands(release: Data, variable: Data, classes: list[Data]) -> Iterator[str]:
    fine = [one["code"] for one in variable["categories"]]
    parts = [code for one in variable["coarse"] for code in one["of"]]
    if len(set(fine)) != len(fine) or (parts and sorted(parts) != sorted(fine)):
        yield "categories that overlap or leave something out"
    for figure in variable["figures"]:
        by, _colon, value = figure["row"].partition(":")
        n = sum(one["size"] for one in classes if not value or one["attributes"].get(by) == value)
        codes = [one["code"] for one in variable["coarse"]] if figure["coarse"] else fine
        if figure["n"] != n or set(figure["bands"]) != set(codes):
            yield f"{figure['row']} has not its size and categories"
        if not {tuple(one) for one in figure["bands"].values()} <= set(bands(n, release["policy"]["width"])):
            yield f"{figure['row']} has a figure that is no band"


def _of_pool(release: Data, variable: Data, base: Data, pool: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Whether the worlds of its pool are worlds of what is shown, and leave every answer open."""
    policy, classes = release["policy"], _classes(release, base["code"])
    everything = worlds(variable, classes, policy)
    rows = None
    if variable["level"] == "total" and len(base["rows"]) > 1:
        rows = with_rows(variable, base["rows"], classes, policy)
        everything = of_total(rows, everything)
    settled = Settled(everything.limits())
    for group in pool:
        bases = [read(text, everything.sizes.tolist(), everything.shape[1]) for text in group["worlds"]]
        if not bases or not all(everything.holds(one) for one in bases):
            yield "a world that does not give what is shown"
            return
        within = None
        if rows is not None:
            same, why = rows.seen(bases[0]), group["why"]
            proof = Refutation(why["target"], tuple(why["wanted"]), tuple(why["weights"]))
            within = pinned(same, everything, proof)
            if not all(within.holds(one) for one in bases) or not holds(same, proof):
                yield "a world whose rows may have been safe"
                return
        limits = within.limits() if within is not None else None
        for one in bases:
            settled.add(one, limits)
    if not settled.is_safe:
        yield "some answer is not shown to be open"


def _classes(release: Data, base: str) -> list[Data]:
    return [one for one in release["classes"] if one["base"] == base]
