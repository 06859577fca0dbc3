"""Notes for whom a calendar changed, whoever changes it: a feed that did not change is then answered at once."""

import django.db.models.functions.datetime
from django.db import migrations, models

SQL = """
CREATE FUNCTION circles_note_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO learning_circles_calendarchange (person) VALUES (OLD.user_id);
  END IF;
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.user_id <> OLD.user_id) THEN
    INSERT INTO learning_circles_calendarchange (person) VALUES (NEW.user_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER calendar_of_person AFTER INSERT OR DELETE
  OR UPDATE OF user_id, organisation_id, meeting_id, seated_at, ended_at ON learning_circles_registration
  FOR EACH ROW EXECUTE FUNCTION circles_note_person();
CREATE TRIGGER calendar_of_person AFTER INSERT OR DELETE
  OR UPDATE OF user_id, organisation_id, circle_id, since, until ON learning_circles_circlemember
  FOR EACH ROW EXECUTE FUNCTION circles_note_person();

CREATE FUNCTION circles_note_people(of_meeting bigint, of_circle bigint, of_town bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO learning_circles_calendarchange (person)
    SELECT registration.user_id FROM learning_circles_registration registration
      JOIN learning_circles_meeting meeting ON meeting.id = registration.meeting_id
      WHERE meeting.id = of_meeting OR meeting.circle_id = of_circle OR meeting.town_id = of_town
    UNION
    SELECT member.user_id FROM learning_circles_circlemember member
      WHERE member.circle_id = of_circle
      OR member.circle_id IN (SELECT circle_id FROM learning_circles_meeting WHERE town_id = of_town)
$$;
CREATE FUNCTION circles_note_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM circles_note_people(OLD.id, OLD.circle_id, NULL);
  END IF;
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.circle_id <> OLD.circle_id) THEN
    PERFORM circles_note_people(NEW.id, NEW.circle_id, NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER calendar_of_people AFTER INSERT OR DELETE OR UPDATE OF circle_id, number, uid, sequence, title,
  starts_at, ends_at, manner, town_id, address, announced_at, cancelled_at ON learning_circles_meeting
  FOR EACH ROW EXECUTE FUNCTION circles_note_meeting();

CREATE FUNCTION circles_note_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM circles_note_people(NULL, NEW.id, NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER calendar_of_people AFTER UPDATE OF title, slug, level ON learning_circles_circle
  FOR EACH ROW EXECUTE FUNCTION circles_note_circle();

CREATE FUNCTION circles_note_town() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM circles_note_people(NULL, NULL, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER calendar_of_people AFTER UPDATE OF name ON membership_town
  FOR EACH ROW EXECUTE FUNCTION circles_note_town();
"""
UNDO = """
DROP TRIGGER calendar_of_people ON membership_town;
DROP TRIGGER calendar_of_people ON learning_circles_circle;
DROP TRIGGER calendar_of_people ON learning_circles_meeting;
DROP TRIGGER calendar_of_person ON learning_circles_circlemember;
DROP TRIGGER calendar_of_person ON learning_circles_registration;
DROP FUNCTION circles_note_town, circles_note_circle, circles_note_meeting, circles_note_people, circles_note_person;
"""


class Migration(migrations.Migration):
    dependencies = [("learning_circles", "0005_wishes_forgotten"), ("membership", "0007_towns")]
    operations = [
        migrations.CreateModel(
            name="CalendarChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.BigIntegerField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "verbose_name": "verandering in een agenda",
                "verbose_name_plural": "veranderingen in agenda’s",
                "indexes": [models.Index(fields=["person"], include=["id", "at"], name="calendar_changes_of")],
            },
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
