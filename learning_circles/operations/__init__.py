"""Every change of meaning in this room (design, section 4)."""

from learning_circles.operations.circles import (
    appoint_facilitator,
    change_circle,
    close_circle,
    end_facilitator,
    join_circle,
    leave_circle,
    open_circle,
)
from learning_circles.operations.dividing import (
    ask_division,
    divide,
    divisions_due,
    move_person,
    offer_circle,
    propose_offers,
    withdraw_offer,
)
from learning_circles.operations.finding import (
    found_as,
    show_all_circles,
    show_circle,
)
from learning_circles.operations.forgetting import (
    erase_wishes,
    forget_calendar_changes,
    forget_lapsed_wishes,
    rounds_to_stop,
    rounds_with_lapsed,
    stop_forgotten_round,
    wishes_to_erase,
)
from learning_circles.operations.making import make_circles
from learning_circles.operations.materials import MOST_MATERIALS, add_material, remove_material
from learning_circles.operations.meetings import (
    announce_meeting,
    bring_question,
    cancel_meeting,
    change_meeting,
    move_meeting,
    people_of,
    plan_meeting,
    plan_series,
    set_programme,
)
from learning_circles.operations.minutes import (
    agree_action,
    approve_minutes,
    drop_harvest,
    finish_action,
    handle_remark,
    harvest,
    hold_minutes,
    look_back,
    release_minutes,
    remark_on_minutes,
    save_minutes,
    share_minutes,
)
from learning_circles.operations.polls import (
    answer_poll,
    change_slots,
    choose_slot,
    close_poll,
    open_poll,
    remind_of_poll,
)
from learning_circles.operations.refusals import (
    ChangedMeanwhile,
    CircleClosed,
    CircleFull,
    DivisionChanged,
    MinutesNotOpen,
    NoSlots,
    NotDivided,
    NotEntitled,
    NothingToDivide,
    NotOpen,
    NotThere,
    OfferGone,
    PollClosed,
    PollOpen,
    RoundOver,
    SeatsTaken,
    TooEarly,
    TooManyMaterials,
    WishesClosed,
    WordsChanged,
)
from learning_circles.operations.registering import (
    accept_offer,
    change_capacity,
    erase_needs,
    lapse_offers,
    mark_attendance,
    needs_to_erase,
    note_needs,
    offers_to_lapse,
    register,
    unregister,
)
from learning_circles.operations.reminding import (
    actions_to_remind,
    invitees_to_remind,
    meetings_to_remind,
    remind_of_action,
    remind_of_meeting,
    remind_of_round,
    rounds_to_remind,
)
from learning_circles.operations.wishing import (
    begin_round,
    change_round,
    people_of_level,
    save_wish,
    stop_round,
    withdraw_wish,
)
