// All that is known now, from one stream; what is worked out of it, as Progress.java does.
export const state = { progress: null, keyrings: null, promises: null, batches: null, keys: null, intake: null, audit: null, vault: null, services: null, history: [], histories: {}, trouble: null };

/** The one that this page is about. */
export const keyring = document.body.dataset.keyring ?? 'default';

/** How far that is; the same as the progress where there is one. */
export const progress = () => keyring === 'default' ? state.progress : state.keyrings?.find(each => each.name === keyring)?.progress ?? null;
export const history = () => keyring === 'default' ? state.history : state.histories?.[keyring] ?? [];
export const several = () => (state.keyrings?.length ?? 0) > 1;

export function isRunning(p) { return p && (p.state === 'RUNNING' || p.state === 'STALLED'); }
export function isEnded(p) { return p && p.state.startsWith('COMPLETED'); }

export function percentOf(p) {
  const share = p.records.total === 0 ? 0 : Math.floor(1000 * (p.records.signed + p.records.quarantined) / p.records.total) / 10;
  return isEnded(p) ? share : Math.min(share, 99.9);
}

export function derived() {
  const p = progress();
  if (!p) return { ...state, progress: null };
  const quarantined = several() ? state.keyrings.reduce((sum, each) => sum + each.progress.records.quarantined, 0) : p.records.quarantined;
  const done = p.records.signed + p.records.quarantined;
  return {
    ...state,
    progress: p,
    percent: percentOf(p),
    left: Math.max(0, p.records.total - done),
    liveBatches: p.batches.total - p.batches.superseded,
    aside: p.parked + quarantined,
    tookOr: isEnded(p) ? 'took' : 'for',
  };
}

/** The promises, each with how often it was broken; null while nobody has counted. As Promise.java. */
export function promises() {
  const i = progress()?.invariants;
  const c = state.promises;
  const most = (live, end) => live == null ? end ?? null : end == null ? live : Math.max(live, end);
  return {
    R1: most(c?.signedTwice, i?.doubleSigned),
    R2: i?.concurrentKeyUse ?? null,
    R3: most(c?.mixedKeyBatches, i?.mixedKeyBatches),
    R4: i?.lruViolations ?? null,
    R5: c?.wrongSizes ?? null,
    R6: c?.unsigned ?? null,
  };
}
