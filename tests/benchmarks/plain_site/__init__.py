"""A bare Wagtail site with one `AbstractEmailForm` page: the yardstick for the registration form."""
