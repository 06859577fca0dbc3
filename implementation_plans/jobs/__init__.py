"""Documents about plans that a job makes: the letter of a decision, and the dossier of a plan."""
