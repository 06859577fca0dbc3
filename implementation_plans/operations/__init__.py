"""Every change of meaning in this room. The plan's row is the lock of all of them."""

from implementation_plans.operations.agreeing import add_remark, assign_section, resolve_remark
from implementation_plans.operations.board import board_of, state_of
from implementation_plans.operations.clock import days_of, usual_days
from implementation_plans.operations.deciding import (
    approve_plan,
    decline_proposal,
    propose_decision,
    refuse_plan,
    return_plan,
    save_draft,
)
from implementation_plans.operations.embedding import open_due_checks, remind_of_checks, save_promises, send_check
from implementation_plans.operations.introduction import Introduction, introduction_for
from implementation_plans.operations.letter import compose_letter, flagged_sections, reviews_of
from implementation_plans.operations.moving import move_to_template, newest_template, news_for, sections_ahead
from implementation_plans.operations.people import Colleague, colleagues_for
from implementation_plans.operations.reading import (
    add_note,
    assign_reader,
    declare_conflict,
    end_conflict,
    release_reader,
    save_review,
)
from implementation_plans.operations.refusals import (
    AlreadyColleague,
    AlreadyDecided,
    AnswersMissing,
    ClosedSectionChanged,
    FilesRefused,
    FilesWaiting,
    IntroductionNotDone,
    LetterChanged,
    NoSeatHere,
    NotAMember,
    NotAReader,
    NoTemplate,
    NotFullyRead,
    NothingToAdd,
    NotProposed,
    NotTheNewest,
    NotUndoable,
    OwnPlan,
    OwnReading,
    PlanNotOpen,
    PlanWithdrawn,
    PromisesOpen,
    SamePerson,
    SectionsNotDone,
    ShareClosed,
    ShareTooLong,
    StillToAdd,
    TooManyFiles,
    TooManyShares,
)
from implementation_plans.operations.reminding import remind
from implementation_plans.operations.sharing import (
    LONGEST_SHARE,
    accept_share,
    close_ended_shares,
    forget_unused_invitations,
    revoke_share,
    share_plan,
)
from implementation_plans.operations.submitting import digest_of, submit_plan
from implementation_plans.operations.undoing import undo_decision, withdraw_plan
from implementation_plans.operations.writing import (
    REPLY,
    Conflict,
    add_file,
    finish_section,
    forget_removed_files,
    freeze_template,
    remove_file,
    reopen_section,
    save_answers,
    start_plan,
    task_of,
    template_in_force,
)
