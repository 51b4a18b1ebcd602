"""The addresses of the public pages. They are cited, so they stay for ever."""

from django.urls import path, register_converter

from tracker.reader import (
    embeds,
    feeds,
    more,
    preview,
    reporting,
    sitemaps,
    subscribing,
    table,
    views,
)


class Digest:
    """A SHA-256 in hexadecimal."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Digest, "digest")

app_name = "reader"
urlpatterns = [
    path("", views.home, name="home"),
    path("claims/", views.claims, name="claims"),
    path("claims/claims.csv", table.claims_csv, name="claims-csv"),
    path("claims/<slug:slug>/", views.claim, name="claim"),
    path("claims/<slug:slug>/record.txt", views.record_text, name="claim-record"),
    path("claims/<slug:slug>/report/", reporting.report, name="claim-report"),
    path("claims/<slug:slug>/preview/", preview.preview, name="claim-preview"),
    path("claims/<slug:slug>/history/", views.claim_history, name="claim-history"),
    path("parties/", views.parties, name="parties"),
    path("parties/<slug:slug>/", views.party, name="party"),
    path("sources/", views.sources, name="sources"),
    path("sources/<int:number>/", views.source, name="source"),
    path("snapshots/<digest:digest>/", views.snapshot, name="snapshot"),
    path("methodology/", views.methodology, name="methodology"),
    *more.urlpatterns,
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    *feeds.paths(),
    path("claims/<slug:slug>/card/", embeds.card, name="claim-card"),
    path("claims/<slug:slug>/badge.svg", embeds.badge_svg, name="claim-badge"),
    path("claims/<slug:slug>/picture.png", embeds.picture, name="claim-picture"),
    path("oembed/", embeds.oembed, name="oembed"),
    path("subscribe/", subscribing.subscribe, name="subscribe"),
    path("subscribe/<uuid:token>/", subscribing.confirm, name="confirm"),
    path("unsubscribe/<uuid:token>/", subscribing.unsubscribe, name="unsubscribe"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/pages.xml", sitemaps.fixed, name="sitemap-pages"),
    path("sitemaps/parties.xml", sitemaps.parties, name="sitemap-parties"),
    path("sitemaps/topics.xml", sitemaps.topics, name="sitemap-topics"),
    path("sitemaps/places.xml", sitemaps.places, name="sitemap-places"),
    path("sitemaps/claims-<int:number>.xml", sitemaps.claims, name="sitemap-claims"),
    path("sitemaps/sources-<int:number>.xml", sitemaps.sources, name="sitemap-sources"),
]
