// Lists and details: the page's own region is fetched again when the stream says that something happened, at most every two seconds.
import { bind, localTimes } from './bind.js';
import { state } from './state.js';

const INTERVAL = 2000;
let seen = null;
let due = 0;
let busy = false;

// What a list shows has changed when one of these numbers has.
function mark() {
  const p = state.progress;
  return p && JSON.stringify([p.runId, p.state, p.records, p.batches, p.parked, p.keys, state.keys?.summary.tick]);
}

export function happened() {
  const region = document.querySelector('[data-refresh]');
  if (!region || region.dataset.final === 'true') return;
  const now = mark();
  if (seen === null) { seen = now; return; }
  if (now === seen || due) return;
  seen = now;
  due = setTimeout(() => { due = 0; refresh(); }, INTERVAL);
}

export function forget() { clearTimeout(due); due = 0; }

export async function refresh() {
  const region = document.querySelector('[data-refresh]');
  if (!region || busy || region.matches(':hover') && document.querySelector('a:active, button:active')) return;
  busy = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById('region');
    if (!fresh) { location.reload(); return; }
    const focused = document.activeElement && region.contains(document.activeElement)
      ? [...region.querySelectorAll('a, button')].indexOf(document.activeElement) : -1;
    const adopted = document.importNode(fresh, true);
    region.replaceWith(adopted);
    localTimes(adopted);
    bind(adopted);
    document.dispatchEvent(new CustomEvent('signet:region', { detail: adopted }));
    if (focused >= 0) adopted.querySelectorAll('a, button')[focused]?.focus({ preventScroll: true });
  } catch { /* the service is away; the next event tries again */
  } finally { busy = false; }
}
