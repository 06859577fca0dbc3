"""The questions of the plan in the demo network: as they were, and as staff renewed them lately."""

import copy
from datetime import datetime

from implementation_plans import operations as plans
from implementation_plans.models import PlanTemplate
from knowledge.models import ArticlePage
from portal.home.demo_network.content.plan_template import NEW_QUESTIONS, TEMPLATE
from portal.home.demo_network.pages import code
from portal.home.demo_network.routes import introduction


def build_template(at: datetime) -> PlanTemplate:
    template = PlanTemplate(title=TEMPLATE["title"], intro=TEMPLATE["intro"], live=False)
    return publish(template, TEMPLATE["sections"], at)


def renew_template(template: PlanTemplate, at: datetime) -> PlanTemplate:
    """Some questions in other words, one more, one less: plans that are being written may move to them."""
    sections = copy.deepcopy(TEMPLATE["sections"])
    for section in sections:
        new = NEW_QUESTIONS.get(section["code"], {})
        gone = new.get("gone", [])
        section["questions"] = [
            q | new.get("words", {}).get(q["code"], {}) for q in section["questions"] if q["code"] not in gone
        ] + new.get("added", [])
    template.introduction = introduction()
    return publish(template, sections, at)


def publish(template: PlanTemplate, sections: list[dict], at: datetime) -> PlanTemplate:
    pages = dict(ArticlePage.objects.values_list("slug", "pk"))
    template.sections = [_section(section, pages) for section in sections]
    template.full_clean(exclude=["live_revision", "latest_revision"])
    template.save()
    template.save_revision().publish()
    plans.template_in_force(at=at)
    return template


def _section(section: dict, pages: dict[str, int]) -> dict:
    examples = [slug for slug in section.get("examples", []) if slug in pages]
    value = {key: section[key] for key in ("title", "short_title", "lead", "minutes", "guidance")}
    value |= {
        "expected_file": section.get("expected_file", ""),
        "kinds": section.get("kinds", []),
        "examples": [_item(f"{section['code']}:{slug}", pages[slug]) for slug in examples],
        "questions": [_item(q["code"], _question(q)) for q in section["questions"]],
        "criteria": [_item(f"{section['code']}:{n}", text) for n, text in enumerate(section["criteria"])],
    }
    return {"type": "section", "id": code(section["code"]), "value": value}


def _question(question: dict) -> dict:
    return {
        "label": question["label"],
        "hint": question["hint"],
        "words": question.get("words"),
        "board_part": question.get("board_part", ""),
        "is_promise": question.get("is_promise", False),
    }


def _item(name: str, value: object) -> dict:
    return {"type": "item", "id": code(name), "value": value}
