"""What a round asked, and outcomes that are online, never change; an answer's option is one of its own question."""

from django.db import migrations

SQL = """
CREATE FUNCTION surveys_asked_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what a round asked never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER question_version_frozen BEFORE UPDATE ON surveys_questionversion
  FOR EACH ROW EXECUTE FUNCTION surveys_asked_is_frozen();
CREATE TRIGGER option_version_frozen BEFORE UPDATE ON surveys_optionversion
  FOR EACH ROW EXECUTE FUNCTION surveys_asked_is_frozen();

CREATE FUNCTION surveys_release_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NULL THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  RAISE EXCEPTION 'outcomes that are online are final' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER release_final BEFORE DELETE OR UPDATE OF round_id, content, sha256, made_at, is_public, published_at
  ON surveys_release FOR EACH ROW EXECUTE FUNCTION surveys_release_is_final();

CREATE FUNCTION surveys_option_of_its_question() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  question bigint;
BEGIN
  IF TG_TABLE_NAME = 'surveys_tick' THEN
    SELECT question_id INTO question FROM surveys_answer WHERE id = NEW.answer_id;
  ELSE
    question := NEW.question_id;
  END IF;
  IF NEW.option_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM surveys_optionversion WHERE id = NEW.option_id AND question_version_id = question
  ) THEN
    RAISE EXCEPTION 'an answer is an option of its own question' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER answer_of_its_question BEFORE INSERT OR UPDATE OF option_id, question_id ON surveys_answer
  FOR EACH ROW EXECUTE FUNCTION surveys_option_of_its_question();
CREATE TRIGGER tick_of_its_question BEFORE INSERT OR UPDATE ON surveys_tick
  FOR EACH ROW EXECUTE FUNCTION surveys_option_of_its_question();
"""
UNDO = """
DROP TRIGGER tick_of_its_question ON surveys_tick;
DROP TRIGGER answer_of_its_question ON surveys_answer;
DROP FUNCTION surveys_option_of_its_question();
DROP TRIGGER release_final ON surveys_release;
DROP FUNCTION surveys_release_is_final();
DROP TRIGGER option_version_frozen ON surveys_optionversion;
DROP TRIGGER question_version_frozen ON surveys_questionversion;
DROP FUNCTION surveys_asked_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunSQL(SQL, UNDO)]
