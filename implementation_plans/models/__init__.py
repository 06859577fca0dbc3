from implementation_plans.models.decisions import Decision, DecisionDraft, Outcome
from implementation_plans.models.plans import Answer, KeptText, Plan, PlanFile, PlanSection, Remark
from implementation_plans.models.promises import EmbeddingCheck, Promise, PromiseState
from implementation_plans.models.readings import (
    ConflictOfInterest,
    Judgement,
    Reading,
    SectionReview,
    StaffNote,
    Verdict,
)
from implementation_plans.models.shares import PlanShare, PlanUserObjectPermission, ShareRight
from implementation_plans.models.templates import PlanTemplate, TemplateVersion
from implementation_plans.models.versions import PlanVersion, VersionFile, VersionPart, VersionSection

__all__ = [
    "Answer",
    "ConflictOfInterest",
    "Decision",
    "DecisionDraft",
    "EmbeddingCheck",
    "Judgement",
    "KeptText",
    "Outcome",
    "Plan",
    "PlanFile",
    "PlanSection",
    "PlanShare",
    "PlanTemplate",
    "PlanUserObjectPermission",
    "PlanVersion",
    "Promise",
    "PromiseState",
    "Reading",
    "Remark",
    "SectionReview",
    "ShareRight",
    "StaffNote",
    "TemplateVersion",
    "Verdict",
    "VersionFile",
    "VersionPart",
    "VersionSection",
]
