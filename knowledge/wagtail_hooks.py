from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from wagtail import hooks
from wagtail.models import PageViewRestriction

from knowledge.access import AUDIENCE_LABELS, audience_of, restrictions_of
from portal.core.search import LEVEL_2


@hooks.register("before_serve_page", order=-10)
def say_for_whom(page, request, serve_args, serve_kwargs):
    """Before Wagtail's own refusal: say for whom a page is and what the way in is."""
    request.page_restrictions = restrictions_of(page)
    for restriction in request.page_restrictions:
        if restriction.restriction_type != PageViewRestriction.GROUPS or restriction.accept_request(request):
            continue
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), "/inloggen/")
        audience = audience_of(page, request.page_restrictions)
        context = {"label": AUDIENCE_LABELS.get(audience, ""), "level_2": audience == LEVEL_2}
        return render(request, "knowledge/not_for_you.html", context, status=403)
    return None
