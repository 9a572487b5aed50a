// Puts values where the page has a place for them: <b data-live="progress.records.signed" data-as="count">.
import * as format from './format.js';
import { derived, isEnded, isRunning } from './state.js';

const as = {
  text: (el, v) => write(el, v ?? '–'),
  count: (el, v) => write(el, format.count(v)),
  rate: (el, v) => write(el, format.rate(v)),
  percent: (el, v) => write(el, format.percent(v)),
  duration: (el, v) => write(el, format.duration(v)),
  time: (el, v) => { write(el, format.clock(v)); if (v) el.title = `${format.dayAndTime(v)} ${format.zone}`; },
  words: (el, v) => write(el, format.words(v)),
  optional: (el, v) => write(el, v ?? ''),
  badge: (el, v) => write(el, v > 0 ? format.count(v) : ''),
  alarm: (el, v) => { write(el, format.count(v)); el.classList.toggle('bad-text', v > 0); },
  state: (el, v) => { el.dataset.state = v ?? 'UNKNOWN'; },
  bar: (el, v) => { if (v !== undefined && v !== null) el.value = v; },
};

function write(el, text) {
  if (el.textContent !== String(text)) el.textContent = text;
}

const at = (values, path) => path.split('.').reduce((v, name) => v?.[name], values);

export function bind(root = document) {
  const values = derived();
  const p = values.progress;
  if (p) {
    values.eta = !isRunning(p) ? '–' : p.etaSeconds == null ? 'calculating…' : format.duration(p.etaSeconds);
    const published = values.audit?.checkpoint?.publishedAt;
    values.auditAge = published && (new Date(p.asOf) - new Date(published)) / 1000;
    values.auditAlarm = values.audit && values.audit.state !== 'OK' ? '!' : '';
    for (const el of root.querySelectorAll('[data-live]')) {
      const [topic] = el.dataset.live.split('.');
      if ((topic === 'promises' || topic === 'intake') && !values[topic] || el.dataset.live === 'auditAge' && !published) continue;
      as[el.dataset.as]?.(el, at(values, el.dataset.live));
    }
    const shown = { empty: p.state === 'IDLE', done: isEnded(p), quarantine: p.records.quarantined > 0 };
    for (const el of root.querySelectorAll('[data-show]')) el.classList.toggle('gone', !shown[el.dataset.show]);
    document.title = document.title.replace(/^(\d+ % · |✓ )?/, isRunning(p) ? `${Math.floor(values.percent)} % · ` : '');
  }
}

/** Times that the server wrote in UTC, in this browser's zone. */
export function localTimes(root = document) {
  for (const el of root.querySelectorAll('time[datetime]')) {
    const value = el.getAttribute('datetime');
    const withDay = /\d{4}-/.test(el.textContent);
    write(el, withDay ? format.dayAndTime(value) : format.clock(value));
    el.title = `${format.dayAndTime(value)} ${format.zone}`;
  }
}
