// Passkeys: asks the browser, puts its answer in the form and sends it. Without this script a code by mail does all.
// <form data-passkey="create|get" data-options='{...}'> or data-options-url="…", with <input name="credential">.
(() => {
  "use strict";
  const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const withBytes = (list) => (list || []).map((item) => ({ ...item, id: toBytes(item.id) }));

  function question({ publicKey: asked }) {
    const publicKey = { ...asked, challenge: toBytes(asked.challenge) };
    if (asked.user) publicKey.user = { ...asked.user, id: toBytes(asked.user.id) };
    if (asked.excludeCredentials) publicKey.excludeCredentials = withBytes(asked.excludeCredentials);
    if (asked.allowCredentials) publicKey.allowCredentials = withBytes(asked.allowCredentials);
    return { publicKey };
  }

  function answer(credential) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
  }

  async function options(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const reply = await fetch(form.dataset.optionsUrl, {
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    return (await reply.json()).request_options;
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    const field = form.elements.credential;
    const notice = form.querySelector("[data-passkey-notice]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      notice.hidden = true;
      try {
        field.value = answer(await navigator.credentials[form.dataset.passkey](question(await options(form))));
        form.submit();
      } catch {
        notice.hidden = false;
      }
    });
  }
})();
