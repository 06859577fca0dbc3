"""An approved plan is the only door to level 2, also for raw SQL.

Deferred, so that approving may write its rows in any order: what counts is what stands at commit.
An open level-2 term (no end, or an end after today in the Netherlands) needs an approval of a plan
of that organisation. The same question is asked when an approval changes or goes away. Ended terms
keep their history. Submitted sections, their files and decisions are frozen.
"""

from django.db import migrations

SQL = """
CREATE FUNCTION plans_refuse_level_2_without_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  refused bigint;
BEGIN
  SELECT term.organisation_id INTO refused
  FROM membership_term term
  WHERE term.level = 2
    AND (term."end" IS NULL OR term."end" > (now() AT TIME ZONE 'Europe/Amsterdam')::date)
    AND (term."end" IS NULL OR term."end" > term.start)
    AND (TG_TABLE_NAME <> 'membership_term' OR term.id = NEW.id)
    AND NOT EXISTS (
      SELECT 1
      FROM implementation_plans_decision decision
      JOIN implementation_plans_planversion version ON version.id = decision.version_id
      JOIN implementation_plans_plan plan ON plan.id = version.plan_id
      WHERE plan.organisation_id = term.organisation_id AND decision.outcome = 'approved'
    )
  LIMIT 1;
  IF refused IS NOT NULL THEN
    RAISE EXCEPTION 'organisation % has an open level-2 term without an approved plan', refused
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'level_2_needs_approved_plan';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER level_2_needs_approved_plan
  AFTER INSERT OR UPDATE ON membership_term DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.level = 2) EXECUTE FUNCTION plans_refuse_level_2_without_approval();
CREATE CONSTRAINT TRIGGER approval_behind_level_2
  AFTER UPDATE OR DELETE ON implementation_plans_decision DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION plans_refuse_level_2_without_approval();
CREATE CONSTRAINT TRIGGER plan_behind_level_2
  AFTER UPDATE OF organisation_id ON implementation_plans_plan DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION plans_refuse_level_2_without_approval();

CREATE FUNCTION plans_submitted_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was submitted or decided cannot change (%)', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'submitted_is_frozen';
END $$;
CREATE TRIGGER version_section_frozen BEFORE UPDATE ON implementation_plans_versionsection
  FOR EACH ROW EXECUTE FUNCTION plans_submitted_is_frozen();
CREATE TRIGGER version_file_frozen BEFORE UPDATE ON implementation_plans_versionfile
  FOR EACH ROW EXECUTE FUNCTION plans_submitted_is_frozen();
CREATE TRIGGER decision_frozen BEFORE UPDATE OF version_id, outcome, reason, decided_at ON implementation_plans_decision
  FOR EACH ROW EXECUTE FUNCTION plans_submitted_is_frozen();
CREATE TRIGGER template_version_frozen BEFORE UPDATE ON implementation_plans_templateversion
  FOR EACH ROW EXECUTE FUNCTION plans_submitted_is_frozen();
"""
UNDO = """
DROP TRIGGER template_version_frozen ON implementation_plans_templateversion;
DROP TRIGGER decision_frozen ON implementation_plans_decision;
DROP TRIGGER version_file_frozen ON implementation_plans_versionfile;
DROP TRIGGER version_section_frozen ON implementation_plans_versionsection;
DROP FUNCTION plans_submitted_is_frozen();
DROP TRIGGER plan_behind_level_2 ON implementation_plans_plan;
DROP TRIGGER approval_behind_level_2 ON implementation_plans_decision;
DROP TRIGGER level_2_needs_approved_plan ON membership_term;
DROP FUNCTION plans_refuse_level_2_without_approval();
"""


class Migration(migrations.Migration):
    dependencies = [("implementation_plans", "0001_initial"), ("membership", "0003_member_groups")]
    operations = [migrations.RunSQL(SQL, UNDO)]
