/* Iaktta: small improvements. Everything can be done without script; this makes it faster. */
(() => {
  const root = document.documentElement;
  /* Light and dark at once, without a new page. The cookie is what the server reads next time. */
  addEventListener('click', e => {
    const button = e.target.closest('[data-theme-to]');
    if (!button) return;
    e.preventDefault();
    root.dataset.theme = button.dataset.themeTo;
    const secure = location.protocol === 'https:' ? ';secure' : '';
    document.cookie = `tema=${root.dataset.theme};path=/;max-age=31536000;samesite=lax${secure}`;
    document.querySelector(`[data-theme-to="${root.dataset.theme === 'dark' ? 'light' : 'dark'}"]`)?.focus();
  });
  addEventListener('click', e => {
    const d = e.target.closest('[data-dialog]');
    if (d) document.getElementById(d.dataset.dialog)?.showModal();
    document.querySelectorAll('.usermenu[open]').forEach(m => { if (!m.contains(e.target)) m.open = false; });
  });
  /* The scope's button is needed only once something is chosen; arrow keys in a select must not change page (WCAG 3.2.2). */
  document.querySelectorAll('[data-scope]').forEach(form => {
    const go = form.querySelector('.go');
    const changed = () => [...form.querySelectorAll('select')].some(s => !s.options[s.selectedIndex].defaultSelected && s.selectedIndex !== first.get(s));
    const first = new Map([...form.querySelectorAll('select')].map(s => [s, s.selectedIndex]));
    go.hidden = true;
    form.addEventListener('change', () => { go.hidden = !changed(); });
  });
  /* WCAG 2.1.4: single-key shortcuts can be switched off. */
  const kk = document.querySelector('[data-kk]');
  const off = () => localStorage.getItem('kortkommandon') === 'av';
  if (kk) {
    kk.checked = !off();
    kk.addEventListener('change', () => localStorage.setItem('kortkommandon', kk.checked ? 'på' : 'av'));
  }
  const typing = el => el.matches('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]');
  addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'Escape') {
      const menu = e.target.closest('.usermenu[open]');
      if (menu) { menu.open = false; menu.querySelector('summary').focus(); return; }
      if (typing(e.target)) { e.target.blur(); return; }
    }
    if (typing(e.target) || off() || document.querySelector('dialog[open]')) return;
    if (e.key === '/') { const s = document.getElementById('f-sok'); if (s) { e.preventDefault(); s.focus(); } return; }
    if (e.key === '?') { document.getElementById('kortkommandon')?.showModal(); return; }
    const hit = document.querySelector(`[data-key="${CSS.escape(e.key.toLowerCase())}"]`);
    if (hit) { e.preventDefault(); typing(hit) ? hit.focus() : hit.click(); }
  });
  document.querySelector('.errsum')?.focus();
  /* Keep the passage that is spoken of in view beside its entry, without scrolling the whole page. */
  const centre = el => {
    const box = el?.closest('.pane-body');
    if (box) box.scrollTop = el.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop - box.clientHeight / 4;
  };
  centre(document.querySelector('.paper mark.on'));
  /* A link to a passage marks it. */
  const point = () => {
    document.querySelectorAll('.paper mark.on').forEach(m => m.classList.remove('on'));
    const target = location.hash.startsWith('#s-') && document.getElementById(location.hash.slice(1));
    if (target) { target.classList.add('on'); centre(target); }
  };
  if (location.hash.startsWith('#s-')) point();
  addEventListener('hashchange', point);
})();
