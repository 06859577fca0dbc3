// Saves what somebody writes, a moment after they stop typing. Without it the button does the same.
(function () {
  const form = document.querySelector("[data-autosave]");
  const sign = document.querySelector("[data-saved]");
  if (!form || !window.fetch) return;
  let timer = 0;
  let busy = false;
  let again = false;

  function say(text, ok) {
    sign.textContent = text;
    sign.classList.toggle("saved--not", !ok);
  }

  async function save() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      if (response.redirected) {
        say("U bent niet meer ingelogd. Kopieer uw tekst en log opnieuw in.", false);
        return;
      }
      const answer = await response.json();
      if (response.ok) {
        Object.entries(answer.stamps).forEach(([number, stamp]) => {
          form.elements["stamp-" + number].value = stamp;
        });
        say("Bewaard " + answer.saved, true);
      } else if (answer.conflicts) {
        say("Een collega schreef hier ook. Klik op Bewaar om beide teksten te zien.", false);
      } else {
        say((answer.error || ["Niet bewaard. Klik op Bewaar."])[0], false);
      }
    } catch (error) {
      say("Nog niet bewaard. Wij proberen het zo opnieuw.", false);
      timer = setTimeout(save, 10000);
    } finally {
      busy = false;
      if (again) timer = setTimeout(save, 1000);
    }
  }

  function count(field) {
    const sign = document.querySelector('[data-words="' + field.id + '"]');
    if (sign) sign.textContent = field.value.split(/\s+/).filter(Boolean).length;
  }

  form.addEventListener("input", function (event) {
    count(event.target);
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  });
  form.addEventListener("submit", function () {
    clearTimeout(timer);
  });

  // Who types fast, or comes back with the browser's own memory, wrote something before we listened.
  const early = Array.from(form.querySelectorAll("textarea, input:not([type=hidden], [type=file])")).filter(
    (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked,
  );
  if (early.length) {
    early.forEach(count);
    timer = setTimeout(save, 1500);
  }
})();
