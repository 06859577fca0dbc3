"""What protected results cost: time and memory to certify a round, and how far the bands shown are from the counts.

And what reading outcomes, taking answers along and saving them cost at 350 organisations.
"""

import json
import resource
import sys
import time

from bench.browser import Browser
from bench.measuring import Report
from bench.road import pages
from bench.servers import LARGE, PORTAL, portal, prepare, reference, run, settings_for
from surveys import making
from surveys.algorithms.certifying import Certificate, certify
from surveys.algorithms.publishing import Base, publish
from surveys.algorithms.rounds import Round
from surveys.algorithms.variables import code, variables
from surveys.algorithms.verifying import verify
from tests.proof.surveys.rounds import POLICY, generated

SECONDS, PROCESSES = 300, 2
SIZES = ((16, 12), (60, 12), (350, 60))  # organisations that answer, questions


def surveys() -> list[str]:
    """Every line about surveys; returns the names of what falls short."""
    report = Report()
    answers(report)
    for members, questions in SIZES:
        found = json.loads(
            run(sys.executable, "-m", "bench.surveys", str(members), str(questions), **settings_for("surveys"))
        )
        name = f"certify {members} x {questions}"
        note = "{rows} rows, {total} total, {hidden} hidden of {variables} tables"
        report.line(f"{name}, time", found["seconds"], "s", f"<={SECONDS}", note.format(**found))
        report.line(f"{name}, memory", found["megabytes"], "MB", "<=2000", f"{PROCESSES} processes together at most")
        report.fact(
            f"verify {members} x {questions}", found["verifying"], "s", f"{found['certificate']:.1f} MB certificate"
        )
        report.line(f"{name}, faults found", found["wrong"], "faults", "<=0")
        report.fact(
            f"mean error of shares, {members}",
            found["error"],
            "points",
            f"{found['figures']} figures in rows and totals",
        )
    return report.short


def answers(report: Report) -> None:
    """Two hundred questions: a page of outcomes, exact totals, an export of 70,000 answers, and saving at once."""
    cluster = prepare()
    found = json.loads(run(sys.executable, "-m", "bench.answers", "fill", **settings_for(LARGE)))
    with reference(), portal(PORTAL, LARGE):
        pages(
            report,
            found,
            [("outcomes, visitor", "", found["page"], 0.5, 8), ("outcomes, member", "member", found["page"], 0.04, 8)],
        )
        body = Browser(PORTAL).get(found["page"]).body
        report.line("outcomes, weight", len(body) / 1000, "kB", "<=100", f"{body.count(b'<script')} scripts")
    read = json.loads(run(sys.executable, "-m", "bench.answers", "reading", **settings_for(LARGE)))
    report.line("totals of 350 x 200", read["milliseconds"], "ms", "<=60")
    report.line("totals of 350 x 200", read["queries"], "queries", "<=6")
    report.line("export of all answers", read["seconds"], "s", "<=3", f"{read['rows']} rows")
    report.line("export of all answers", read["megabytes"], "MB", "<=60", "of Python")
    saved = json.loads(run(sys.executable, "-m", "bench.answers", "saving", **settings_for(LARGE)))
    note = f"{saved['kept']} of {saved['wanted']} answers kept"
    report.fact("350 save at once / bare inserts", saved["ours"] / saved["bare"], "times", note)
    cluster.release()


def certified(members: int, questions: int) -> dict:
    """Meant for a process that ends after it."""
    round = generated(6, members, questions, response=1)
    begin = time.monotonic()
    certificate = certify(round, POLICY, seconds=making.SECONDS, processes=PROCESSES)
    seconds = time.monotonic() - begin
    usage = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    release = publish(round, POLICY, certificate.levels)
    begin = time.monotonic()
    wrong = verify(release, certificate)
    levels = list(certificate.levels.values())
    return {
        "seconds": seconds,
        "megabytes": usage[0] + PROCESSES * usage[1],
        "verifying": time.monotonic() - begin,
        "wrong": len(wrong),
        "certificate": len(certificate.to_json()) / 1e6,
        "variables": len(levels),
        **{level: levels.count(level) for level in ("rows", "total", "hidden")},
        **errors(round, certificate, release),
    }


def errors(round: Round, certificate: Certificate, release: dict) -> dict:
    """Between the middle of a band and the share of the row that is really there."""
    found = []
    for variable, shown in zip(variables(round, POLICY), release["variables"], strict=True):
        base = Base(round, POLICY, variable.base)
        rows = {row.code: row for row in base.rows}
        for figure in shown["figures"]:
            cells = [variable.cell(round, base.members[place]) for place in rows[figure["row"]].inside]
            names = [code(variable.coarse(cell) if figure["coarse"] else cell) for cell in cells]
            found += [
                100 * abs((low + high) / 2 - names.count(name)) / figure["n"]
                for name, (low, high) in figure["bands"].items()
            ]
    return {"error": sum(found) / max(1, len(found)), "figures": len(found)}


if __name__ == "__main__":
    print(json.dumps(certified(int(sys.argv[1]), int(sys.argv[2]))))
