"""What Wagtail does at the end of a workflow (WAGTAIL_FINISH_WORKFLOW_ACTION). It reads this while its models load."""


def go_online(workflow_state, user=None) -> None:
    from knowledge import two_pairs

    two_pairs.go_online(workflow_state, user)
