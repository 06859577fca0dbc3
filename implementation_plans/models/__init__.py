from implementation_plans.models.plans import Answer, Plan, PlanFile, PlanSection
from implementation_plans.models.reviews import Decision, Outcome, SectionReview, Verdict
from implementation_plans.models.templates import PlanTemplate, TemplateVersion
from implementation_plans.models.versions import PlanVersion, VersionFile, VersionSection

__all__ = [
    "Answer",
    "Decision",
    "Outcome",
    "Plan",
    "PlanFile",
    "PlanSection",
    "PlanTemplate",
    "PlanVersion",
    "SectionReview",
    "TemplateVersion",
    "Verdict",
    "VersionFile",
    "VersionSection",
]
