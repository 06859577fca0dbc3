from surveys.operations.answering import (
    Conflict,
    Quotable,
    answers_of,
    decline,
    entrust,
    erase_answers,
    join_after_all,
    reopen_response,
    save_answers,
    stamp,
    submit_response,
    value_of,
)
from surveys.operations.opening import (
    change_last_day,
    close_round,
    must_be_new,
    open_round,
    rounds_to_close,
)
from surveys.operations.opinions import give_opinion
from surveys.operations.refusals import (
    AlreadySent,
    HasDeclined,
    NobodyToAsk,
    NoConsent,
    NotAColleague,
    NothingAnswered,
    NotMade,
    NotPublished,
    NotTheirWords,
    OpinionThere,
    ReleaseOut,
    RoundClosed,
    RoundOpen,
    YearTaken,
)
from surveys.operations.releasing import (
    ask_release,
    make_release,
    publish_release,
    record_export,
    releases_to_make,
)
from surveys.operations.reminding import participations_to_remind, remind_of_survey
from surveys.operations.texts import add_quote, add_theme, drop_quote, drop_theme, withdraw_quotes
