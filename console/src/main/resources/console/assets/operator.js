// The operator's token: asked for when it is needed, kept in this tab alone.
import { refresh } from './refresh.js';

const KEY = 'signet-operator';
const dialog = document.getElementById('operator-dialog');
const input = document.getElementById('operator-token');
const error = document.getElementById('operator-error');
const button = document.getElementById('operator');
let afterwards = null;

const token = () => sessionStorage.getItem(KEY);

function show() {
  button.textContent = token() ? 'Operator' : 'Read-only';
  button.classList.toggle('on', Boolean(token()));
}

export function toast(text, bad = false) {
  const box = document.getElementById('toast');
  box.textContent = text;
  box.className = bad ? 'bad shown' : 'shown';
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { box.className = ''; }, 6000);
}

const call = (path, method, secret) =>
  fetch(new URL(path, document.baseURI), { method, headers: { Authorization: `Bearer ${secret}`, Accept: 'application/json' } });

async function why(answer) {
  try { return (await answer.json()).detail ?? answer.statusText; } catch { return answer.statusText; }
}

function ask(then = null) {
  afterwards = then;
  error.textContent = '';
  input.value = '';
  dialog.showModal();
  input.focus();
}

async function act(form) {
  if (!token()) return ask(() => act(form));
  const sure = form.dataset.confirm;
  if (sure && !confirm(sure)) return undefined;
  const submit = form.querySelector('button');
  submit.disabled = true;
  try {
    const answer = await call(form.getAttribute('action'), form.dataset.method ?? 'POST', token());
    if (answer.status === 401) {
      sessionStorage.removeItem(KEY);
      show();
      ask(() => act(form));
      error.textContent = 'That token is not the operator’s any more.';
    } else {
      toast(answer.ok ? form.dataset.action : await why(answer), !answer.ok);
      if (answer.ok) await refresh();
    }
  } catch {
    toast('The console cannot be reached.', true);
  } finally { submit.disabled = false; }
  return undefined;
}

document.getElementById('operator-form').addEventListener('submit', async event => {
  event.preventDefault();
  const given = input.value.trim();
  try {
    const answer = await call('api/v1/operator', 'POST', given);
    if (answer.status === 401) { error.textContent = 'That is not the operator’s token.'; input.select(); return; }
    if (!answer.ok) { error.textContent = await why(answer); return; }
    sessionStorage.setItem(KEY, given);
    show();
    dialog.close();
    const then = afterwards;
    afterwards = null;
    then?.();
  } catch { error.textContent = 'The console cannot be reached.'; }
});
document.getElementById('operator-cancel').addEventListener('click', () => dialog.close());
document.getElementById('operator-forget').addEventListener('click', () => { sessionStorage.removeItem(KEY); show(); dialog.close(); });
button.addEventListener('click', () => ask());
document.addEventListener('submit', event => {
  const form = event.target.closest('form[data-action]');
  if (form) { event.preventDefault(); act(form); }
});
show();
