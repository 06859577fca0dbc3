"""An editor asks another to read a page before it goes online: who is told of it, by our own mail (law 13).

Wagtail's workflow does the rest. Wagtail would mail in the request, from an address that is not the network's: we
register first, under Wagtail's own names, and Django keeps one receiver for each name.
"""

from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected

from portal.accounts.models import User
from portal.core.notifications import notify, notify_all, settle


def listen() -> None:
    mails = (
        (task_submitted, TaskState, "group_approval_task_submitted_email_notification", _asked),
        (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", _approved),
        (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", _returned),
        (workflow_cancelled, WorkflowState, "reading_first:cancelled", _cancelled),
    )
    for signal, sender, name, receiver in mails:
        signal.connect(receiver, sender=sender, weak=False, dispatch_uid=name)


def _asked(instance: TaskState, user: User | None = None, **kwargs) -> None:
    """Every editor who may approve reads of it, but not who asked."""
    state = instance.workflow_state
    page = _page_of(state)
    if page is None:
        return
    readers = User.objects.filter(is_active=True, groups__in=instance.task.specific.groups.all()).distinct()
    notify_all(
        "page_waits",
        to=list(readers.exclude(pk=user and user.pk)),
        key=f"page_waits:{instance.pk}",
        at=timezone.now(),
        subject=_subject(state),
        context=_context(page, user),
    )


def _approved(instance: WorkflowState, user: User | None = None, **kwargs) -> None:
    _answered(instance, "page_approved", user)


def _returned(instance: WorkflowState, user: User | None = None, **kwargs) -> None:
    _answered(instance, "page_returned", user, comment=instance.current_task_state.comment)


def _answered(state: WorkflowState, kind: str, by: User | None, **context: str) -> None:
    """Who asked reads the answer, unless they gave it themselves; the others need not read the page any more."""
    at = timezone.now()
    settle(_subject(state), at=at)
    page = _page_of(state)
    if page is None or state.requested_by in (None, by):
        return
    notify(
        kind,
        to=state.requested_by,
        key=f"{kind}:{state.current_task_state_id}",
        at=at,
        subject=_subject(state),
        context=_context(page, by) | context,
    )


def _cancelled(instance: WorkflowState, **kwargs) -> None:
    settle(_subject(instance), at=timezone.now())


def _page_of(state: WorkflowState) -> Page | None:
    return state.content_object if isinstance(state.content_object, Page) else None


def _subject(state: WorkflowState) -> str:
    return f"page:{state.object_id}:reading"


def _context(page: Page, by: User | None) -> dict:
    return {"page": page.pk, "title": page.draft_title or page.title, "by": by.get_full_name() if by else "Een collega"}
