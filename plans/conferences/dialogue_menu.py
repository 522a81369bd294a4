"""The dialogue's own part of the admin menu; every part of the dialogue hangs its screens in it.

In the order of the work: conferences 10, yearly plans 15, registrations 20, entering forms 25, questions 30, hall 40,
dispatch register 50, beyond authority 55, minutes and reports 60, ledger 61, calls 70, wording 80, working days 85,
personal data 90.
"""

from wagtail.admin.menu import Menu, MenuItem

# Screens enter with `menu_hook = DIALOGUE_MENU` on their viewset, or a hook of that name.
DIALOGUE_MENU = "register_dialogue_menu_item"
dialogue_menu = Menu(register_hook_name=DIALOGUE_MENU)


class RightfulItem(MenuItem):
    """Shown to the users `may` lets in: those whom the screen behind it would not turn away."""

    def __init__(self, *args, may, **kwargs):
        super().__init__(*args, **kwargs)
        self.may = may

    def is_shown(self, request) -> bool:
        """Whether the person may open the screen."""
        return self.may(request.user)
