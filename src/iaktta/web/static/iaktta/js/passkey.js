/* Iaktta: passkeys. The browser makes and uses them, so this is the one thing that cannot be done without script.
   A form with data-passkey="create", "get" or "ask" is sent with the browser's answer in its field `credential`;
   what to ask the browser for stands in #nyckel, or (ask) is fetched from the form's own address. */
(() => {
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const listed = list => (list || []).map(one => ({ ...one, id: bytes(one.id) }));

  const creation = ({ publicKey: o }) => ({
    ...o,
    challenge: bytes(o.challenge),
    user: { ...o.user, id: bytes(o.user.id) },
    excludeCredentials: listed(o.excludeCredentials),
  });
  const request = ({ publicKey: o }) => ({
    ...o, challenge: bytes(o.challenge), allowCredentials: listed(o.allowCredentials),
  });
  const answer = credential => {
    const said = credential.response;
    const response = { clientDataJSON: text(said.clientDataJSON) };
    if (said.attestationObject) {
      response.attestationObject = text(said.attestationObject);
      response.transports = said.getTransports ? said.getTransports() : [];
    } else {
      response.authenticatorData = text(said.authenticatorData);
      response.signature = text(said.signature);
      response.userHandle = said.userHandle ? text(said.userHandle) : null;
    }
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    };
  };

  const options = async form => {
    if (form.dataset.passkey !== 'ask') return JSON.parse(document.getElementById('nyckel').textContent);
    const reply = await fetch(form.action, { headers: { Accept: 'application/json' } });
    if (!reply.ok) throw new Error(reply.status);
    return reply.json();
  };
  const ask = async form => {
    const stated = await options(form);
    if (form.dataset.passkey === 'create') {
      return navigator.credentials.create({ publicKey: creation(stated.creation_options) });
    }
    return navigator.credentials.get({ publicKey: request(stated.request_options) });
  };
  const say = (form, why) => {
    const place = form.querySelector('[data-passkey-says]');
    place.textContent = place.dataset[why];
    place.hidden = false;
  };

  document.querySelectorAll('form[data-passkey]').forEach(form => {
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const button = form.querySelector('button');
      if (!window.PublicKeyCredential) { say(form, 'unsupported'); return; }
      button.setAttribute('aria-busy', 'true');
      try {
        form.elements.credential.value = JSON.stringify(answer(await ask(form)));
        form.submit();
      } catch (error) {
        button.removeAttribute('aria-busy');
        say(form, { SecurityError: 'unsupported', InvalidStateError: 'known' }[error.name] || 'stopped');
      }
    });
  });
})();
