// Asks a security key what the server asked, and sends the answer with the form around the button.
"use strict";
{
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const known = (keys = []) => keys.map((key) => ({ ...key, id: bytes(key.id) }));

  function asked({ publicKey: given }) {
    const question = { ...given, challenge: bytes(given.challenge) };
    if (given.user) question.user = { ...given.user, id: bytes(given.user.id) };
    if (given.allowCredentials) question.allowCredentials = known(given.allowCredentials);
    if (given.excludeCredentials) question.excludeCredentials = known(given.excludeCredentials);
    return { publicKey: question };
  }

  function answered({ id, rawId, type, response }) {
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const given = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
    return JSON.stringify({ id, rawId: text(rawId), type, response: Object.fromEntries(given), clientExtensionResults: {} });
  }

  const WRONG = {
    InvalidStateError: "このキーは、すでに登録されています。",
    NotAllowedError: "キーの確認が取り消されたか、時間が過ぎました。もう一度押してください。",
    SecurityError: "このアドレスではキーを使えません。決められたアドレスで開き直してください。",
  };

  for (const form of document.querySelectorAll("form[data-security-key]")) {
    const { securityKey: act, options } = form.dataset;
    const said = form.querySelector("[data-said]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!window.PublicKeyCredential) { said.textContent = "このブラウザーでは、セキュリティキーを使えません。"; return; }
      said.textContent = "キーを差すか、かざしてください。";
      try {
        form.elements.credential.value = answered(await navigator.credentials[act](asked(JSON.parse(options))));
      } catch (error) {
        said.textContent = WRONG[error.name] ?? "キーを確認できませんでした。もう一度押してください。";
        return;
      }
      HTMLFormElement.prototype.submit.call(form);
    });
  }
}
