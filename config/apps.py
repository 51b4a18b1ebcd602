"""Which admin site runs: the one whose front page is the desk."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    default_site = "tracker.admin.site.the_desk"
