from portal.core.models import Notification
from portal.core.notifications import Letter, register


def login_code(notification: Notification) -> Letter | None:
    code = notification.secret_text
    if not code:
        return None
    shown = f"{code[:3]} {code[3:]}"
    return Letter(
        subject=f"{shown} is uw inlogcode",
        title=f"Uw code is {shown}",
        paragraphs=[
            "Vul deze code in op de pagina waar u inlogt. U kunt de code ook plakken.",
            "De code werkt 15 minuten.",
        ],
        after=["Hebt u niet om een code gevraagd? Dan hoeft u niets te doen. Geef de code nooit aan iemand anders."],
        reason="U krijgt deze e-mail omdat iemand met dit adres wilde inloggen.",
    )


register("login_code", login_code, secret=True)
