// All that is known now, from one stream; what is worked out of it, as Progress.java does.
export const state = { progress: null, promises: null, batches: null, keys: null, intake: null, audit: null, vault: null, services: null, history: [], trouble: null };

export function isRunning(p) { return p && (p.state === 'RUNNING' || p.state === 'STALLED'); }
export function isEnded(p) { return p && p.state.startsWith('COMPLETED'); }

export function derived() {
  const p = state.progress;
  if (!p) return { ...state };
  const done = p.records.signed + p.records.quarantined;
  const share = p.records.total === 0 ? 0 : Math.floor(1000 * done / p.records.total) / 10;
  return {
    ...state,
    percent: isEnded(p) ? share : Math.min(share, 99.9),
    left: Math.max(0, p.records.total - done),
    liveBatches: p.batches.total - p.batches.superseded,
    aside: p.parked + p.records.quarantined,
    tookOr: isEnded(p) ? 'took' : 'for',
  };
}

/** The promises, each with how often it was broken; null while nobody has counted. As Promise.java. */
export function promises() {
  const i = state.progress?.invariants;
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
