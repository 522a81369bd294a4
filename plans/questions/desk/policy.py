"""Who sees the screens; what somebody may read in them is `Question.objects.readable_by`."""

from wagtail.permission_policies import ModelPermissionPolicy

from ..rights import Rights


class QuestionPolicy(ModelPermissionPolicy):
    """Officers and leaders see the desk although they hold no permission to see every question."""

    def user_has_permission(self, user, action):
        """`view`: the desk as such; `change`: the reception office."""
        rights = Rights(user)
        if action == "view":
            return rights.sees_desk
        return rights.routes if action == "change" else super().user_has_permission(user, action)


class PaperPolicy(ModelPermissionPolicy):
    """Reports upward are the reception office's; leaders who see every question may look."""

    def user_has_permission(self, user, action):
        """`view` comes with seeing every question, `change` with the reception office."""
        if action == "view":
            return Rights(user).reads_papers
        return Rights(user).routes if action == "change" else super().user_has_permission(user, action)
