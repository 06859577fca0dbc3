"""The library for readers of feeds and for search engines. Only what everybody may know of."""

from datetime import datetime

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from knowledge.library import KINDS
from portal.core import search
from portal.core.operator import operator_settings


class NewInTheLibrary(Feed):
    """RSS 2.0 of the 20 newest public pages."""

    link = "/kennis/"
    description = _("Nieuw in de bibliotheek van het netwerk.")

    def title(self) -> str:
        return f"{operator_settings().network_name}: nieuw in kennis"

    def items(self) -> list:
        return search.find("", audiences={search.PUBLIC}, among=list(KINDS)).entries

    def item_title(self, item) -> str:
        return item.title

    def item_description(self, item) -> str:
        return item.summary

    def item_link(self, item) -> str:
        return f"{settings.PORTAL_URL}{item.url}"

    def item_pubdate(self, item):
        return datetime(item.on.year, item.on.month, item.on.day, 12, tzinfo=timezone.get_default_timezone())


class PublicPages(Sitemap):
    """Every page that a visitor may read, and the network page."""

    def items(self) -> list:
        pages = Page.objects.live().public().filter(depth__gt=1).order_by("path").only("url_path", "last_published_at")
        return [*pages, None]

    def location(self, item) -> str:
        return item.get_url() or "/" if item else reverse("membership:network")

    def lastmod(self, item):
        return item.last_published_at if item else None
