"""What one row cannot check: one tariff for one organisation, and nothing of a sent invoice or a payment changes.

A kind is compared by its hash, because plain text needs an extension in a GiST index. "" stands for every other kind.
Who did something is left out of what is frozen: an account may be closed later, and then that column is emptied.
"""

from django.db import migrations

SQL = """
ALTER TABLE membership_tariff ADD CONSTRAINT tariffs_do_not_overlap EXCLUDE USING gist (
  int4range(year * 10 + level, year * 10 + level, '[]') WITH &&,
  int4range(hashtext(kind), hashtext(kind), '[]') WITH &&,
  int4range(in_joint_service::int, in_joint_service::int, '[]') WITH &&,
  int4range(inhabitants_from, inhabitants_to) WITH &&
);

CREATE FUNCTION money_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was sent or booked cannot change (%)', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'money_is_frozen';
END $$;
CREATE TRIGGER invoice_frozen BEFORE UPDATE OF organisation_id, kind, credits_id, year, about, reason, drafted_at, number,
  sent_at, issued_on, due_on, order_number, payment_reference, net_cents, vat_cents, total_cents, vat, supplier, customer
  ON membership_invoice FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION money_is_frozen();
CREATE TRIGGER invoice_stays BEFORE DELETE ON membership_invoice
  FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION money_is_frozen();
CREATE TRIGGER payment_frozen BEFORE UPDATE OF invoice_id, source, amount_cents, reference, booked_on, booked_at
  ON membership_payment FOR EACH ROW EXECUTE FUNCTION money_is_frozen();
CREATE TRIGGER payment_stays BEFORE DELETE ON membership_payment
  FOR EACH ROW EXECUTE FUNCTION money_is_frozen();
CREATE TRIGGER refund_frozen BEFORE UPDATE OF payment_id, amount_cents, reason, asked_at, paid_at, reference
  ON membership_refund FOR EACH ROW WHEN (OLD.paid_at IS NOT NULL) EXECUTE FUNCTION money_is_frozen();
CREATE TRIGGER refund_stays BEFORE DELETE ON membership_refund
  FOR EACH ROW WHEN (OLD.paid_at IS NOT NULL) EXECUTE FUNCTION money_is_frozen();

CREATE FUNCTION invoice_lines_are_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  concerned bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.invoice_id ELSE NEW.invoice_id END;
BEGIN
  IF EXISTS (SELECT 1 FROM membership_invoice i WHERE i.id = concerned AND i.sent_at IS NOT NULL)
     OR (TG_OP = 'UPDATE' AND EXISTS (
       SELECT 1 FROM membership_invoice i WHERE i.id = OLD.invoice_id AND i.sent_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'the lines of a sent invoice cannot change'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'money_is_frozen';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER invoice_lines_frozen BEFORE INSERT OR UPDATE OR DELETE ON membership_invoiceline
  FOR EACH ROW EXECUTE FUNCTION invoice_lines_are_frozen();
"""
UNDO = """
DROP TRIGGER invoice_lines_frozen ON membership_invoiceline;
DROP FUNCTION invoice_lines_are_frozen();
DROP TRIGGER refund_stays ON membership_refund;
DROP TRIGGER refund_frozen ON membership_refund;
DROP TRIGGER payment_stays ON membership_payment;
DROP TRIGGER payment_frozen ON membership_payment;
DROP TRIGGER invoice_stays ON membership_invoice;
DROP TRIGGER invoice_frozen ON membership_invoice;
DROP FUNCTION money_is_frozen();
ALTER TABLE membership_tariff DROP CONSTRAINT tariffs_do_not_overlap;
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0009_dues")]
    operations = [migrations.RunSQL(SQL, UNDO)]
