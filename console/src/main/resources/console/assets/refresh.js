// Lists and details: the page's own region is fetched again when the stream says that something happened, at most every two seconds, or as often as it asks for.
import { bind, localTimes } from './bind.js';
import { progress, state } from './state.js';

const INTERVAL = 2000;
let seen = null;
let due = 0;
let busy = false;

const isUp = name => state.services?.find(service => service.name === name)?.state !== 'AWAY';

// What a list shows has changed when one of these numbers has. The vault's nodes and the audit log change by other things; the log's pages say which state they show.
function mark(region) {
  if (region.dataset.topic === 'vault') return JSON.stringify([state.vault, isUp('vault-service')]);
  const a = state.audit;
  if (region.dataset.mark) return a && (isUp('audit-service') ? `${a.state} ${a.size} ${a.checkpoint?.size ?? 0}` : 'away');
  const p = progress();
  const all = state.keyrings?.map(({ progress: each }) => [each.runId, each.state, each.records, each.batches]);
  return p && JSON.stringify([p.runId, p.state, p.records, p.batches, p.parked, p.keys, all, state.keys?.summary.tick, state.intake, state.services?.map(service => service.state)]);
}

export function happened() {
  const region = document.querySelector('[data-refresh]');
  if (!region || region.dataset.final === 'true') return;
  const now = mark(region);
  if (seen === null) seen = region.dataset.mark ?? now;
  if (now === null || now === seen || due) return;
  seen = now;
  due = setTimeout(() => { due = 0; refresh(); }, Number(region.dataset.every ?? INTERVAL));
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
    const isBack = document.body.dataset.page === 'instead' && page.body.dataset.page !== 'instead';
    if (!fresh || isBack) { location.reload(); return; }
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
