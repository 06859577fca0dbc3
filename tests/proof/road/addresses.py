"""The tables a human reviews: every address of the house, who sees it and who may post to it.

A new address is one line in SEEN_BY or POSTED_BY, and one in `arguments` when it takes any.
"""

import re
from pathlib import PurePath

from allauth.usersessions.models import UserSession
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.proof.road.circle import KNOWS, RUNS, TAKES_PART
from tests.proof.road.money import FINANCE, PAYERS
from tests.proof.road.world import World
from tests.proof.roles import A_ADMIN, ALL, EDITORS, LOGGED_IN, MEMBERS, NO_SEAT, OWN, READERS, SHARED, STAFF

HALF = {"half a decider"}
RECENT = LOGGED_IN - {"admin of long ago"}  # what changes how somebody logs in asks for a log-in of just now

ADMINS = A_ADMIN | {"admin of another", "level 2"}

#: Who gets to see what (200, or 302 where the address only leads on). Everybody else gets the log-in page, 403 or 404.
SEEN_BY = {
    "core:private_file": OWN | READERS | SHARED,
    "core:picture": {"level 2"} | STAFF,  # its collection is for level 2
    "account_login": ALL,
    "account_request_login_code": ALL,
    "account_confirm_login_code": set(),
    "account_inactive": ALL,
    "mfa_authenticate": set(),
    "mfa_activate_totp": RECENT,  # members may protect their account too
    "mfa_view_recovery_codes": set(),
    "mfa_index": ALL,
    "mfa_login_webauthn": set(),  # answers scripts only; for others the log-in page
    "mfa_add_webauthn": RECENT,
    "account_signup": ALL,  # leads to the application
    "ways_in": LOGGED_IN,
    "address": RECENT,
    "address_link": ALL,  # who has the mailed link
    "address_undo": ALL,  # who has the mailed link
    "account_logout": ALL,
    "home:landing": LOGGED_IN,
    "home:overview": LOGGED_IN,
    "home:notifications": LOGGED_IN,
    "home:own_data": LOGGED_IN,
    "home:own_export": LOGGED_IN,
    "home:organisation_export": ADMINS,
    "home:farewell": ADMINS,
    "home:farewell_reason": ADMINS,
    "farewells_admin:farewell": READERS,
    "course_admin:course": READERS,
    "course_admin:csv": READERS,
    "home:search": ALL - HALF,
    "home:security_txt": ALL - HALF,
    "home:robots_txt": ALL - HALF,
    "knowledge:feed": ALL - HALF,
    "knowledge:sitemap": ALL - HALF,
    "knowledge:learning": LOGGED_IN,
    "knowledge:route_totals": A_ADMIN | {"admin of another", "level 2"},
    "knowledge:licences": MEMBERS,
    "knowledge:licence": MEMBERS,
    "knowledge_licences": STAFF,
    "knowledge_licences_results": STAFF,
    "knowledge_downloads": READERS,  # people by name
    "knowledge_downloads_results": READERS,
    "knowledge_routes": STAFF,
    "knowledge_routes_results": STAFF,
    "knowledge_overdue": EDITORS,
    "knowledge_overdue_results": EDITORS,
    "knowledge_incomplete": EDITORS,
    "knowledge_incomplete_results": EDITORS,
    "knowledge_missed": EDITORS,
    "knowledge_missed_results": EDITORS,
    "home:suggestions": ALL - HALF,
    "home:livez": ALL,
    "home:readyz": ALL,
    "membership:network": ALL - HALF,
    "membership:members_csv": ALL - HALF,
    "membership:map_svg": ALL - HALF,
    "membership:municipalities": ALL - HALF,
    "membership:municipalities_csv": ALL - HALF,
    "membership:councils": ALL - HALF,
    "membership:profile": ALL - HALF,
    "membership:write_message": ALL - HALF,
    "membership:message_written": ALL - HALF,
    "membership:message": ALL - HALF,  # who has the mailed link
    "membership:message_sent": ALL - HALF,
    "membership:apply": ALL - HALF,
    "membership:code": {"applicant"},
    "membership:interest": ALL - HALF,
    "membership:interest_sent": ALL - HALF,
    "membership:interest_withdrawn": ALL - HALF,
    "membership:own_interest": ALL - HALF,  # who has the mailed link
    "membership:interest_invitation": ALL - HALF,  # who has the mailed link
    "membership:resume": ALL - HALF,  # who has the mailed link
    "membership:invitation": ALL - HALF,  # who has the mailed link
    "membership:invitation_done": ALL - HALF,
    "membership:join": ALL,
    "membership:join_asked": ALL,
    "membership:join_link": ALL,  # who has the mailed link
    "membership:leave": MEMBERS,
    "membership:organisation": MEMBERS,
    "membership:own_profile": ADMINS,
    "membership:participants": MEMBERS,
    "membership:colleagues": MEMBERS,
    "membership:colleague": A_ADMIN,
    # Money
    "membership:invoices": PAYERS,
    "membership:invoice": PAYERS | FINANCE,
    "membership:invoice_profile": PAYERS,
    "membership:renewal": ADMINS,
    "membership:order_number": ALL - HALF,  # who has the mailed link
    "money_admin:invoices": FINANCE,
    "money_admin:invoices_results": FINANCE,
    "money_admin:invoice": FINANCE,
    "money_admin:year": FINANCE,
    "plans:plan": MEMBERS,
    "plans:section": MEMBERS,
    "plans:version": OWN | {"level 2"},  # organisation B submitted nothing
    # Writing together and sharing
    "plans:sharing": MEMBERS,
    "plans:share_invitation": ALL,  # who has the mailed link
    "plans:share_accepted": ALL,
    "plans:shared_plans": LOGGED_IN,
    "plans:shared_plan": SHARED,
    "plans:shared_section": SHARED,
    # Questions, look backs, the one page for the board
    "plans:questions": MEMBERS,
    "plans:embedding": OWN | {"level 2"},
    "plans:board": MEMBERS,
    "plans_admin:embeddings": READERS,
    "plans_admin:embedding": READERS,
    "membership_admin:admissions": READERS,
    "membership_admin:admissions_results": READERS,
    "membership_admin:admission": READERS,
    "membership_admin:interests": READERS,
    "membership_admin:interests_results": READERS,
    "membership_admin:interest": READERS,
    "figures_admin:figures": READERS,
    "figures_admin:reports": READERS,
    "figures_admin:reports_results": READERS,
    "figures_admin:report": READERS,
    "membership_admin:organisations": STAFF,
    "membership_admin:organisations_results": STAFF,
    "membership_admin:organisation": STAFF,
    "plans_admin:versions": READERS,
    "plans_admin:versions_results": READERS,
    "plans_admin:version": READERS,
    "plans_admin:section": READERS,
    "plans_admin:decision": READERS,
    "plans_admin:history": READERS,
    # reading by the network
    "plans_admin:readers": READERS,
    "plans_admin:conflict": READERS,
    # Letters, decisions, dossiers
    "plans:letter": {"level 2"},  # the others got no answer yet
    "plans:dossier": MEMBERS,
    "plans_admin:letter": READERS,
    "plans_admin:undo": {"decider", "superuser"},
    "plans_admin:dossier": READERS,
    # Learning circles
    "circles:overview": ALL - HALF,
    "circles:circles": ALL - HALF,
    "circles:this_month": ALL - HALF,
    "circles:month": ALL - HALF,
    "circles:public_feed": ALL - HALF,
    "circles:calendar": LOGGED_IN,
    "circles:feed": ALL - HALF,  # who has the secret address
    "circles:circle": KNOWS,
    "circles:meeting": KNOWS,
    "circles:meeting_ics": KNOWS,
    "circles:people": RUNS,
    "circles:poll": RUNS | TAKES_PART,
    "circles:poll_new": RUNS,
    "circles:poll_slots": RUNS,
    "circles:poll_link": ALL,  # who has the mailed link
    "circles:poll_saved": ALL,
    "circles:meeting_new": RUNS,
    "circles:desk": RUNS,
    "circles:meeting_change": RUNS,
    "circles:meeting_move": RUNS,
    "circles:minutes": RUNS | TAKES_PART,  # shared with who was there, not approved
    "circles:minutes_write": RUNS,
    "circles:look_back": TAKES_PART,
    "circles:wishes": MEMBERS,  # staff have a page of their own
    "circles_admin:circles": READERS,
    "circles_admin:circles_results": READERS,
    "circles_admin:circle_new": READERS,
    "circles_admin:circle": READERS,
    "circles_admin:rounds": READERS,
    "circles_admin:rounds_results": READERS,
    "circles_admin:round_new": READERS,
    "circles_admin:round": READERS,
    "circles_admin:round_change": READERS,
    "circles_admin:division": READERS,
    # Questionnaires and their outcomes
    "home:needs": MEMBERS | STAFF,
    "mergers_admin:merger": READERS,
    "needs_admin:needs": READERS,
    "needs_admin:needs_results": READERS,
    "needs_admin:need_new": READERS,
    "needs_admin:need": READERS,
    "surveys:rounds": MEMBERS,
    "surveys:round": MEMBERS,
    "surveys:page": MEMBERS,
    "surveys:blank": MEMBERS,
    "surveys:opinion": MEMBERS,
    "surveys:results_index": ALL - HALF,
    "surveys:protection": ALL - HALF,
    "surveys:results": MEMBERS | STAFF,  # these outcomes are for members
    "surveys:results_part": MEMBERS | STAFF,
    "surveys:question": MEMBERS | STAFF,
    "surveys:names": MEMBERS | STAFF,
    "surveys:results_files": MEMBERS | STAFF,
    "surveys:download": MEMBERS | STAFF,
    "surveys_admin:rounds": READERS,
    "surveys_admin:rounds_results": READERS,
    "surveys_admin:round_new": READERS,
    "surveys_admin:round": READERS,
    "surveys_admin:totals": READERS,
    "surveys_admin:answers": READERS,
    "surveys_admin:texts": READERS,
    "surveys_admin:quote": READERS,
    "surveys_admin:release": READERS,
    # Paying
    "membership:pay": PAYERS,
    "membership:pay_return": PAYERS,
    "payments_admin:refunds": FINANCE,
    "payments_admin:refunds_results": FINANCE,
    "payments_admin:refund": FINANCE,
    "payments_admin:statements": FINANCE,
    "payments_admin:statements_results": FINANCE,
    "payments_admin:statement_new": FINANCE,
    "payments_admin:statement": FINANCE,
    "payments_admin:entries": FINANCE,
    "payments_admin:entry": FINANCE,
    "payments_admin:entry_split": FINANCE,
    "payments_admin:differences": FINANCE,
}
#: Who may post. The names that are not in SEEN_BY are transitions: nouns that refuse GET.
#: Whoever may not gets the log-in page, 403 or 404 and changes nothing; an address in neither table answers 405.
POSTED_BY = {
    "account_login": ALL,
    "account_request_login_code": ALL,
    "account_logout": ALL,
    "account_signup": ALL,
    "account_confirm_login_code": set(),
    "mfa_activate_totp": RECENT,
    "mfa_add_webauthn": RECENT,
    "mfa_authenticate": set(),
    "mfa_login_webauthn": set(),
    "address": RECENT,
    "address_link": ALL,
    "address_undo": ALL,
    "second_step_end": {"admin"},
    "recovery_codes_anew": RECENT,
    "session_end": A_ADMIN,
    "other_sessions_end": LOGGED_IN,
    "home:own_data": LOGGED_IN,
    "knowledge:lesson_done": {"level 2"} | STAFF,  # the lesson stands in a theme for level 2
    "knowledge:route_certificate": {"professional"},
    "knowledge:licence_accepted": A_ADMIN | {"level 2"},
    "knowledge:licensed_file": LOGGED_IN,  # who has no licence is led to the page, which says why
    "membership:apply": ALL - HALF,
    "membership:code": {"applicant"},
    "membership:new_code": {"applicant"},
    "membership:interest": ALL - HALF,
    "membership:own_interest": ALL - HALF,
    "membership:interest_withdrawal": ALL - HALF,
    "membership:interest_invitation": ALL - HALF,
    "membership:resume": ALL - HALF,
    "membership:invitation": ALL - HALF,
    "membership:join": ALL,
    "membership:join_link": ALL,
    "home:own_export_asked": LOGGED_IN,
    "home:organisation_export_asked": ADMINS,
    "home:farewell_reason": ADMINS,
    "home:farewell_confirmed": ADMINS,
    "home:farewell_end": A_ADMIN,  # who said no goodbye has nothing to take back
    "farewells_admin:farewell": READERS,
    "farewells_admin:farewell_end": READERS,
    "membership:leave": MEMBERS,
    "membership:admin_wanted": MEMBERS,
    "membership:domain_open": ADMINS,
    "membership:domain_close": A_ADMIN,
    "membership:join_decision": A_ADMIN,
    "membership:choose_seat": MEMBERS,
    "membership:organisation": ADMINS,
    "membership:own_profile": ADMINS,
    "membership:write_message": ALL - HALF,
    "membership:message": ALL - HALF,
    "membership:participants": ADMINS,
    "membership:colleagues": ADMINS,
    "membership:colleague": A_ADMIN,
    "membership:seat_end": A_ADMIN,
    "membership:invitation_end": A_ADMIN,
    # Money
    "membership:invoice_profile": PAYERS,
    "membership:renewal": ADMINS,
    "membership:order_number": ALL - HALF,  # who has the mailed link
    "money_admin:sending": FINANCE,
    "money_admin:discarding": FINANCE,
    "money_admin:crediting": FINANCE,
    "money_admin:holding": FINANCE,
    "money_admin:hold_end": FINANCE,
    "money_admin:run_started": FINANCE,
    "money_admin:books_asked": FINANCE,
    "money_admin:joint_service": FINANCE,
    "plans:start": MEMBERS,
    "plans:section": MEMBERS,
    "plans:section_done": MEMBERS,
    "plans:section_reopen": MEMBERS,
    "plans:file_add": MEMBERS,
    "plans:file_remove": OWN,
    "plans:submission": ADMINS,
    # Writing together and sharing
    "plans:section_task": MEMBERS,
    "plans:remark_add": MEMBERS,
    "plans:remark_resolve": OWN,
    "plans:sharing": ADMINS,
    "plans:share_end": A_ADMIN,
    "plans:share_invitation": ALL,  # who has the mailed link
    "plans:shared_section": SHARED,
    "plans:shared_file_add": SHARED,
    "plans:shared_file_remove": SHARED,
    "plans:shared_remark_add": SHARED,
    "plans:shared_remark_resolve": SHARED,
    # Questions, look backs, the one page for the board
    "plans:move": MEMBERS,
    "plans:embedding": OWN | {"level 2"},
    "plans:embedding_sent": A_ADMIN | {"level 2"},
    "plans:board_pdf": MEMBERS,
    "membership_admin:admission_decision": READERS,
    "membership_admin:interest_invitation": READERS,
    "membership_admin:interest_closing": READERS,
    "figures_admin:settled": READERS,
    "figures_admin:withdrawn": READERS,
    "figures_admin:report_confirmed": READERS,
    "figures_admin:report_reopened": READERS,
    "membership_admin:readmission": READERS,
    "membership_admin:placed": READERS,
    "membership_admin:profile_hidden": READERS,
    "membership_admin:profile_restored": READERS,
    "membership_admin:admin_appointed": READERS,
    "membership_admin:admin_invited": READERS,
    "membership_admin:seat_closed": READERS,
    "plans_admin:section": READERS,
    "plans_admin:decision_made": {"decider", "superuser"},  # an adviser only sends back
    # reading by the network
    "plans_admin:note": READERS,
    "plans_admin:readers": READERS,
    "plans_admin:reading_end": READERS,
    "plans_admin:own_reading": READERS,
    "plans_admin:conflict": READERS,
    # Letters, decisions, dossiers
    "plans:letter_asked": {"level 2"},
    "plans:withdrawal": A_ADMIN | {"level 2"},
    "plans:dossier_asked": MEMBERS,
    "plans_admin:decision": READERS,
    "plans_admin:proposal": READERS,
    "plans_admin:proposal_declined": {"decider", "superuser"},
    "plans_admin:undo": {"decider", "superuser"},
    "plans_admin:dossier_asked": READERS,
    "plans_admin:conflict_end": {"decider", "superuser"},
    # Learning circles
    "circles:calendar_link": LOGGED_IN,
    "circles:calendar_end": LOGGED_IN,
    "circles:people": RUNS,
    "circles:person_end": RUNS,
    "circles:poll": TAKES_PART,
    "circles:poll_link": ALL,  # who has the mailed link
    "circles:poll_new": RUNS,
    "circles:poll_choice": RUNS,
    "circles:poll_slots": RUNS,
    "circles:poll_end": RUNS,
    "circles:meeting_new": RUNS,
    "circles:registration": TAKES_PART,
    "circles:registration_end": KNOWS,  # who is not registered is led back to the page
    "circles:offer": TAKES_PART,
    "circles:needs": TAKES_PART,
    "circles:question": TAKES_PART,
    "circles:certificate": TAKES_PART,
    "circles:material_add": RUNS,
    "circles:material_remove": RUNS,
    "circles:meeting_change": RUNS,
    "circles:meeting_move": RUNS,
    "circles:meeting_capacity": RUNS,
    "circles:meeting_announce": RUNS,
    "circles:meeting_cancel": RUNS,
    "circles:attendance": RUNS,
    "circles:minutes_write": RUNS,
    "circles:minutes_take_over": RUNS,
    "circles:minutes_share": RUNS,
    "circles:minutes_approve": RUNS,
    "circles:minutes_remark": RUNS | TAKES_PART,  # who runs the circle gets an empty form back
    "circles:minutes_remark_handled": RUNS,
    "circles:harvest": RUNS,
    "circles:harvest_end": RUNS,
    "circles:action": RUNS,
    "circles:action_done": RUNS | TAKES_PART,
    "circles:look_back": TAKES_PART,
    "circles_admin:circle_new": READERS,
    "circles_admin:circle": READERS,
    "circles_admin:facilitator": READERS,
    "circles_admin:facilitator_end": READERS,
    "circles_admin:closing": READERS,
    "circles:wishes": MEMBERS,
    "circles:wish_end": MEMBERS,
    "circles_admin:round_new": READERS,
    "circles_admin:round_change": READERS,
    "circles_admin:round_end": READERS,
    "circles_admin:offer": READERS,
    "circles_admin:offers_proposed": READERS,
    "circles_admin:offer_end": READERS,
    "circles_admin:division_asked": READERS,
    "circles_admin:person_moved": READERS,
    "circles_admin:circles_made": READERS,
    # Questionnaires and their outcomes
    "mergers_admin:merged": READERS,
    "needs_admin:need_new": READERS,
    "needs_admin:need": READERS,
    "needs_admin:need_shared": READERS,
    "surveys:page": MEMBERS,
    "surveys:opinion": MEMBERS,
    "surveys:submission": MEMBERS,
    "surveys:submission_end": MEMBERS,
    "surveys:declining": ADMINS | {"plan writer"},  # who was asked to see to it
    "surveys:declining_end": ADMINS | {"plan writer"},
    "surveys:entrusting": MEMBERS,
    "surveys:quotes_end": MEMBERS,
    "surveys:blank_asked": MEMBERS,
    "surveys:results_pdf": MEMBERS | STAFF,
    "surveys:results_workbook": MEMBERS | STAFF,
    "surveys_admin:round_new": READERS,
    "surveys_admin:last_day": READERS,
    "surveys_admin:closing": READERS,
    "surveys_admin:export": READERS,
    "surveys_admin:workbook": READERS,
    "surveys_admin:texts": READERS,
    "surveys_admin:theme_end": READERS,
    "surveys_admin:quote": READERS,
    "surveys_admin:quote_end": READERS,
    "surveys_admin:release_asked": READERS,
    "surveys_admin:release_published": READERS,
    # Paying
    "membership:payment": PAYERS,
    "membership:stripe_webhook": ALL - HALF,  # anybody may knock: who has no secret leaves nothing
    "payments_admin:refund": FINANCE,
    "payments_admin:statement_new": FINANCE,
    "payments_admin:certain_booked": FINANCE,
    "payments_admin:entry": FINANCE,
    "payments_admin:entry_split": FINANCE,
    "payments_admin:entry_aside": FINANCE,
    "payments_admin:entry_up": FINANCE,
    "payments_admin:difference_closed": FINANCE,
    "payments_admin:event_again": FINANCE,
}
#: Pages and documents by their path: who reads them, and who is told for whom they are (403) instead.
PAGES = {
    "/": (ALL - HALF, set()),
    "/kennis/": (ALL - HALF, set()),
    "/kennis/open/": (ALL - HALF, set()),
    "/kennis/leden/": (MEMBERS | STAFF, NO_SEAT),
    "/kennis/niveau-2/": ({"level 2"} | STAFF, OWN | NO_SEAT | {"admin of another"}),
    "/kennis/niveau-2/dieper/": ({"level 2"} | STAFF, OWN | NO_SEAT | {"admin of another"}),
    "/kennis/concept/": (set(), set()),
    "/beheer/choose-page/": (EDITORS, {"adviser", "decider", "finance", "other group"}),
    "document": ({"level 2"} | STAFF, set()),
}
#: Addresses of mailed links, with their verb: tried with tokens that are made up, expired, or of another verb.
DEAD_LINKS = {
    "membership:resume": "resume_admission",
    "membership:invitation": "accept_invitation",
    "membership:join_link": "send_join_request",
    "plans:share_invitation": "accept_share",
    "membership:own_interest": "own_interest",
    "membership:interest_invitation": "apply_by_invitation",
    "address_link": "confirm_address",
    "address_undo": "undo_address",
    "circles:poll_link": "answer_poll",
    "circles:feed": "read_calendar",
    "membership:order_number": "give_order_number",
    "membership:message": "send_message",
}

#: Who holds a mailed link reads what the one it was mailed to may read.
READ_AS = {
    "membership:own_interest": "interest",
    "membership:interest_invitation": "interest",
    "membership:invitation": "invited",
    "plans:share_invitation": "asked along",
    "address_link": "holder",
    "address_undo": "holder",
    "circles:poll_link": "professional",
    "circles:feed": "professional",
    "membership:order_number": "number holder",
    "membership:message": "sender",
}

#: Addresses that only lead on, so a redirect to somewhere else than the log-in page is their 200.
LEADS_ON = {"circles:this_month", "home:landing", "home:overview", "plans_admin:version", "plans_admin:undo"}
#: Addresses for which any redirect is right: who is logged in (or out) already is sent on.
ENTRANCE = {"account_signup", "mfa_index", "account_logout", "account_login", "account_request_login_code"}
#: Steps of logging in that nobody here is in the middle of: any redirect from them is a refusal.
STEPS = {
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_view_recovery_codes",
}
#: Not ours: Wagtail's admin (tests/proof/road/wagtail_admin.py), its documents and its pages (PAGES).
FRAMEWORK = re.compile(r"^(wagtail|None$)")


def named_urls(resolver=None, namespace: str = "") -> dict[str, URLPattern]:
    """Every named pattern of the site, with its namespaces."""
    found: dict[str, URLPattern] = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            found |= named_urls(entry, inner)
        else:
            found[f"{namespace}{entry.name}"] = entry
    return found


def session_of(world: World, role: str) -> int:
    """The row of where this person is logged in, as the screen of devices knows it."""
    browser, user = world.browsers[role], world.people[role]
    found, _ = UserSession.objects.get_or_create(
        session_key=browser.session.session_key, defaults={"user": user, "ip": "127.0.0.1", "user_agent": ""}
    )
    return found.pk


def arguments(world: World) -> dict[str, dict]:
    """What each address takes, pointing at things of organisation A."""
    tokens = world.links()
    section, version = {"number": 1}, {"pk": world.version.pk}
    organisation = {"pk": world.seat.organisation_id}
    shared = {"plan": world.plan.pk}
    return (
        circle_arguments(world, tokens)
        | money_arguments(world, tokens)
        | survey_arguments(world)
        | network_arguments(world, tokens)
        | paying_arguments(world)
        | {
            "core:private_file": {"pk": world.plan_file.file_id},
            "core:picture": {"name": PurePath(world.image.get_rendition("width-20").file.name).name},
            "knowledge:lesson_done": {"pk": world.lesson.pk},
            "knowledge:route_certificate": {"pk": world.route_done.pk},
            "knowledge:licence": {"pk": world.licensed.pk},
            "knowledge:licence_accepted": {"pk": world.licensed.pk},
            "knowledge:licensed_file": {"pk": world.licensed.variants.get().pk},
            "address_link": {"token": tokens["confirm_address"]},
            "address_undo": {"token": tokens["undo_address"]},
            "second_step_end": {"pk": world.app.pk},
            "session_end": {"pk": session_of(world, "admin")},
            "membership:resume": {"token": tokens["resume_admission"]},
            "membership:invitation": {"token": tokens["accept_invitation"]},
            "membership:join_link": {"token": tokens["send_join_request"]},
            "membership:own_interest": {"token": tokens["own_interest"]},
            "membership:interest_withdrawal": {"token": tokens["own_interest"]},
            "membership:interest_invitation": {"token": tokens["apply_by_invitation"]},
            "membership_admin:interest": {"pk": world.interest.pk},
            "membership_admin:interest_invitation": {"pk": world.interest.pk},
            "membership_admin:interest_closing": {"pk": world.interest.pk},
            "membership:domain_close": {"pk": world.domain.pk},
            "membership:join_decision": {"pk": world.asked.pk},
            "farewells_admin:farewell": organisation,
            "farewells_admin:farewell_end": organisation,
            "membership_admin:readmission": organisation,
            "membership_admin:placed": organisation,
            "mergers_admin:merger": organisation,
            "mergers_admin:merged": organisation,
            "membership_admin:profile_hidden": organisation,
            "membership_admin:profile_restored": organisation,
            "membership_admin:admin_appointed": organisation,
            "membership_admin:admin_invited": organisation,
            "membership_admin:seat_closed": organisation | {"seat_pk": world.seat.pk},
            "membership:colleague": {"pk": world.seat.pk},
            "membership:seat_end": {"pk": world.seat.pk},
            "membership:invitation_end": {"pk": world.invitation.pk},
            "plans:section": section,
            "plans:section_done": section,
            "plans:section_reopen": section,
            "plans:file_add": section,
            "plans:file_remove": {"pk": world.plan_file.pk},
            "plans:version": {"number": 1},
            "plans:section_task": section,
            "plans:remark_add": section,
            "plans:remark_resolve": {"pk": world.remark.pk},
            "plans:share_end": {"pk": world.share.pk},
            "plans:share_invitation": {"token": tokens["accept_share"]},
            "plans:shared_plan": shared,
            "plans:shared_section": shared | section,
            "plans:shared_file_add": shared | section,
            "plans:shared_file_remove": shared | {"pk": world.shared_file.pk},
            "plans:shared_remark_add": shared | section,
            "plans:shared_remark_resolve": shared | {"pk": world.shared_remark.pk},
            "plans:embedding": {"number": 1},
            "plans:embedding_sent": {"number": 1},
            "plans_admin:embeddings": version,
            "plans_admin:embedding": version | {"number": 1},
            "membership_admin:admission": {"pk": world.admission.pk},
            "membership_admin:admission_decision": {"pk": world.admission.pk},
            "membership_admin:organisation": {"pk": world.seat.organisation_id},
            "plans_admin:version": version,
            "plans_admin:section": version | section,
            "plans_admin:decision": version,
            "plans_admin:decision_made": version,
            "plans_admin:history": version,
            "plans:letter": {"number": 1},
            "plans:letter_asked": {"number": 1},
            "plans_admin:letter": version,
            "plans_admin:proposal": version,
            "plans_admin:proposal_declined": version,
            "plans_admin:undo": version,
            "plans_admin:dossier": version,
            "plans_admin:dossier_asked": version,
            # reading by the network
            "plans_admin:note": version | section,
            "plans_admin:readers": version,
            "plans_admin:reading_end": version | {"reading_pk": world.version.readings.first().pk},
            "plans_admin:own_reading": version,
            "plans_admin:conflict": version,
            "plans_admin:conflict_end": version | {"conflict_pk": world.conflict.pk},
        }
    )


def circle_arguments(world: World, tokens: dict[str, str]) -> dict[str, dict]:
    """What the addresses of learning circles take, pointing at the one circle there is."""
    there = world.circle
    circle, meeting = {"slug": there.circle.slug}, {"slug": there.circle.slug, "number": 1}
    found = {f"circles:{name}": circle for name in ("circle", "poll_new", "meeting_new", "people")}
    found |= {f"circles:{name}": {"pk": there.poll.pk} for name in ("poll", "poll_choice", "poll_slots", "poll_end")}
    for name, pattern in named_urls().items():
        if name.startswith("circles:") and {"slug", "number"} <= pattern.pattern.converters.keys():
            found[name] = meeting
    staff = {"pk": there.circle.pk}
    found |= {f"circles_admin:{name}": staff for name in ("circle", "facilitator", "closing")}
    of = {"pk": there.round.pk}
    names = (
        "round",
        "round_change",
        "round_end",
        "offer",
        "offers_proposed",
        "division",
        "division_asked",
        "person_moved",
        "circles_made",
    )
    found |= {f"circles_admin:{name}": of for name in names}
    found |= {f"circles:{name}": {"slug": there.round.slug} for name in ("wishes", "wish_end")}
    return found | {
        "circles_admin:offer_end": of | {"offer_pk": there.round.offers.first().pk},
        "circles:month": {"year": 2027, "month": 1},
        "circles:feed": {"token": tokens["read_calendar"]},
        "circles:poll_link": {"token": tokens["answer_poll"]},
        "circles:person_end": circle | {"pk": there.member.pk},
        "circles:minutes_remark_handled": meeting | {"pk": there.remark.pk},
        "circles:harvest_end": meeting | {"pk": there.harvest.pk},
        "circles:material_remove": meeting | {"pk": there.material.pk},
        "circles:action_done": meeting | {"pk": there.action.pk},
        "circles_admin:facilitator_end": staff | {"facilitator_pk": there.facilitator.pk},
    }


def network_arguments(world: World, tokens: dict[str, str]) -> dict[str, dict]:
    """What the addresses of figures and profiles take, pointing at organisation A."""
    there = world.network
    report = {"pk": there.report.pk}
    found = {f"figures_admin:{name}": report for name in ("report", "report_confirmed", "report_reopened")}
    slug = {"slug": world.seat.organisation.slug}
    found |= {"membership:profile": slug, "membership:write_message": slug}
    found["membership:message"] = {"token": tokens["send_message"]}
    return found | {"figures_admin:withdrawn": {"pk": there.value.pk}}


def money_arguments(world: World, tokens: dict[str, str]) -> dict[str, dict]:
    """What the addresses of money take: the invoice of organisation A, and the year it is of."""
    invoice, year = world.money.invoice, world.money.invoice.year
    deeds = ("invoice", "sending", "discarding", "crediting", "holding", "hold_end")
    found: dict[str, dict] = {f"money_admin:{name}": {"pk": invoice.pk} for name in deeds}
    return found | {
        "membership:invoice": {"number": invoice.number},
        "membership:order_number": {"token": tokens["give_order_number"]},
        "money_admin:joint_service": {"pk": invoice.organisation_id},
        "money_admin:year": {"year": year},
        "money_admin:run_started": {"year": year},
        "money_admin:books_asked": {"year": year, "kind": "csv"},
    }


def survey_arguments(world: World) -> dict[str, dict]:
    """What the addresses of questionnaires take: the round that is open, and the outcomes of the one before."""
    there = world.survey
    found: dict[str, dict] = {}
    for name, pattern in named_urls().items():
        takes = pattern.pattern.converters.keys() if hasattr(pattern.pattern, "converters") else set()
        if name.startswith("surveys_admin:") and "pk" in takes:
            found[name] = {"pk": (there.closed if "release" in name else there.round).pk}
        elif name.startswith("surveys:") and "year" in takes:
            is_result = str(pattern.pattern).startswith("uitkomsten")
            found[name] = {"year": (there.closed if is_result else there.round).year}
    found["surveys:page"] |= {"number": 1}
    found["surveys:results_part"] |= {"number": 1}
    found["surveys:question"] |= {"code": "keuze"}
    of = {"question_pk": there.round.questions.get(question__code="minder").pk}
    found["surveys_admin:texts"] |= of
    found["surveys_admin:theme_end"] |= of | {"theme_pk": there.theme.pk}
    quoted = {"pk": there.closed.pk, "question_pk": there.quote.answer.question_id}
    found["surveys_admin:quote"] = quoted | {"answer_pk": there.quote.answer_id}
    found["surveys_admin:quote_end"] = quoted | {"quote_pk": there.quote.pk}
    found["surveys_admin:answers"] = {"pk": there.closed.pk, "participation_pk": there.sent.pk}
    found |= {f"needs_admin:{name}": {"pk": there.need.pk} for name in ("need", "need_shared")}
    return found | {"surveys:download": {"year": there.closed.year, "kind": "json"}}


def paying_arguments(world: World) -> dict[str, dict]:
    """What the addresses of money take: the invoice of organisation A, and what finance has before it."""
    there = world.paying
    number = {"number": there.invoice.number}
    found: dict[str, dict] = {f"membership:{name}": number for name in ("pay", "payment", "pay_return")}
    pages = {"refund": there.refund, "statement": there.statement, "certain_booked": there.statement}
    pages |= {"entry": there.entry, "entry_split": there.entry, "entry_aside": there.entry, "entry_up": there.aside}
    pages |= {"difference_closed": there.difference, "event_again": there.event}
    return found | {f"payments_admin:{name}": {"pk": thing.pk} for name, thing in pages.items()}


def foreign(world: World) -> list[tuple[str, str, dict, dict]]:
    """R-03: role, name, a thing that exists and is not theirs, and one that does not exist."""
    gone = 2**31 - 1
    nowhere = "00000000-0000-4000-8000-000000000000"
    other_file, other_seat = world.draft_file, world.other
    return [
        ("admin", "core:private_file", {"pk": other_file.file_id}, {"pk": nowhere}),
        ("decider", "core:private_file", {"pk": other_file.file_id}, {"pk": nowhere}),  # not submitted yet
        ("admin of another", "core:private_file", {"pk": world.dossier.file_id}, {"pk": nowhere}),
        ("finance", "core:private_file", {"pk": world.dossier.file_id}, {"pk": nowhere}),
        ("finance", "core:private_file", {"pk": world.plan_file.file_id}, {"pk": nowhere}),
        ("former", "core:private_file", {"pk": world.plan_file.file_id}, {"pk": nowhere}),
        ("admin of another", "second_step_end", {"pk": world.app.pk}, {"pk": gone}),
        ("admin of another", "session_end", {"pk": session_of(world, "admin")}, {"pk": gone}),
        ("admin of another", "core:private_file", {"pk": world.money.files.ubl_id}, {"pk": nowhere}),
        ("professional", "core:private_file", {"pk": world.money.files.ubl_id}, {"pk": nowhere}),
        ("decider", "core:private_file", {"pk": world.money.files.ubl_id}, {"pk": nowhere}),
        ("admin of another", "membership:invoice", {"number": world.money.invoice.number}, {"number": "1900-0001"}),
        ("professional", "membership:invoice", {"number": world.money.invoice.number}, {"number": "1900-0001"}),
        ("decider", "membership:invoice", {"number": world.money.invoice.number}, {"number": "1900-0001"}),
        ("admin", "membership:colleague", {"pk": other_seat.pk}, {"pk": gone}),
        ("admin", "membership:seat_end", {"pk": other_seat.pk}, {"pk": gone}),
        ("admin", "membership:invitation_end", {"pk": world.other_invitation.pk}, {"pk": gone}),
        ("admin of another", "membership:domain_close", {"pk": world.domain.pk}, {"pk": gone}),
        ("admin of another", "membership:join_decision", {"pk": world.asked.pk}, {"pk": gone}),
        ("admin", "plans:file_remove", {"pk": other_file.pk}, {"pk": gone}),
        ("admin of another", "plans:remark_resolve", {"pk": world.remark.pk}, {"pk": gone}),
        ("admin of another", "plans:share_end", {"pk": world.share.pk}, {"pk": gone}),
        ("nobody", "plans:shared_plan", {"plan": world.plan.pk}, {"plan": gone}),
        ("nobody", "plans:shared_section", {"plan": world.plan.pk, "number": 1}, {"plan": gone, "number": 1}),
        ("admin of another", "membership:pay", {"number": world.paying.invoice.number}, {"number": "2027-9999"}),
        ("professional", "membership:payment", {"number": world.paying.invoice.number}, {"number": "2027-9999"}),
        ("finance", "membership:pay", {"number": world.paying.invoice.number}, {"number": "2027-9999"}),
        ("decider", "membership_admin:admission", {"pk": world.unsent.pk}, {"pk": gone}),
        ("decider", "membership_admin:admission_decision", {"pk": world.unsent.pk}, {"pk": gone}),
    ]


def address(name: str, kwargs: dict[str, dict]) -> str:
    return reverse(name, kwargs=kwargs.get(name, {}))
