"""A stand-in for Stripe below its own library: the demo pays with it, and tests try everything with it.

- `bank`: what is there (sessions, payments, refunds, disputes, events) and what people and banks do.
- `api`: the HTTP client that answers the library, as strict about forms and keys as the real one.
- `keeping`: where it is kept: in memory, or in a file that web server and worker share.
- `views`: the page where a visitor of the demo pays. None of it can exist in production (portal.core.checks).
"""
