"""What members may see of protected answers: no database, no models, no clock, no Django.

- `rounds`: a closed round as plain data, and the policy it is published by.
- `bands`, `rows`, `variables`: the number format, the rows and the tables; none of them looks at an answer.
- `publishing`: the release, a pure function of the round, the policy and a level per variable.
- `worlds`: every set of answers that gives one and the same release, `lines` their figures; `walking`: many of them,
  found by small changes; `witnesses`: what a handful of them proves; `pinning`, `refuting`: rows that cannot be safe,
  and the proof of it.
- `certifying`: chooses the levels; imports scipy inside its functions and belongs to jobs.
- `verifying`: checks a release beside its certificate, without a solver and without the answers.
"""
