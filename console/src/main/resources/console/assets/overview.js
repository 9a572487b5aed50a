// What of the overview is more than a number in its place.
import * as format from './format.js';
import { RateChart } from './chart.js';
import { history, keyring, percentOf, progress, promises, several, state } from './state.js';

const chart = new RateChart(document.getElementById('chart'));
document.getElementById('zone').textContent = format.zone;

function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function drawPromises() {
  for (const [rule, broken] of Object.entries(promises())) {
    const row = document.querySelector(`[data-rule=${rule}]`);
    row.className = broken === null ? 'unknown' : broken > 0 ? 'broken' : 'kept';
    row.querySelector('b').textContent = format.count(broken);
  }
}

function drawServices() {
  const rows = (state.services ?? []).map(s => {
    const many = s.instances > 1;
    const word = s.state === 'UP' ? (many ? `×${s.instances}` : 'up') : many ? `${s.up} of ${s.instances} up` : s.state === 'AWAY' ? 'away' : 'not ready';
    const name = el('td', {}, el('i', { class: 'dot', 'aria-hidden': 'true' }), el('span', {}, s.name));
    return el('tr', { 'data-state': s.state }, name, el('td', { class: 'muted' }, word), el('td', { class: 'n right muted' }, `${s.millis} ms`));
  });
  document.querySelector('#services tbody').replaceChildren(...rows);
}

// In their places: a row that moved could not be clicked.
function drawKeyrings() {
  const rows = [...document.querySelectorAll('#keyrings tbody tr')];
  if (rows.length !== state.keyrings.length || rows.some((row, i) => row.dataset.keyring !== state.keyrings[i].name)) location.reload();
  else rows.forEach((row, i) => drawKeyring(row, state.keyrings[i].progress));
}

function drawKeyring(row, p) {
  row.title = p.reason ?? '';
  const [, tag, meter, ...numbers] = row.cells;
  tag.firstElementChild.dataset.state = meter.firstElementChild.dataset.state = p.state;
  tag.firstElementChild.textContent = format.words(p.state);
  meter.querySelector('progress').value = percentOf(p);
  meter.querySelector('b').textContent = format.count(p.records.signed);
  const values = [format.count(p.records.total), format.rate(p.ratePerSecond), format.count(p.keys?.free), format.count(p.keys?.leased)];
  numbers.forEach((cell, j) => { cell.textContent = values[j]; });
}

function drawKeys() {
  const bars = (state.keys?.items ?? []).map(k => el('i', { class: k.state.toLowerCase(), title: `${format.shortened(k.id)} ${format.words(k.state)}${k.holder ? `, batch ${k.holder.batchId}` : ''}` }));
  document.getElementById('strip').replaceChildren(...bars);
}

function drawBatches() {
  if (!state.batches?.length) return;
  const rows = state.batches.map(b => el('tr', {},
    el('td', { class: 'n right' }, el('a', { href: `batches/${b.id}` }, b.id)),
    el('td', {}, el('span', { class: 'tag', 'data-state': b.state }, format.words(b.state))),
    el('td', { class: 'n' }, b.keyId ? el('a', { href: `keys/${b.keyId}` }, format.shortened(b.keyId)) : '–'),
    el('td', { class: 'n right' }, format.count(b.size)),
    el('td', { class: 'n wide muted' }, `${b.firstRecordId} – ${b.lastRecordId}`),
    el('td', { class: 'n right' }, format.clock(b.signedAt))));
  document.getElementById('last-batches').replaceChildren(...rows);
}

export function draw(name) {
  const all = name === 'snapshot';
  if (all) chart.reset(history());
  if (name === (keyring === 'default' ? 'progress' : 'keyrings') && progress()) chart.add(progress());
  if ((all || name === 'keyrings') && several()) drawKeyrings();
  if (all || name === 'progress' || name === 'keyrings' || name === 'promises') drawPromises();
  if ((all || name === 'services') && state.services) drawServices();
  if (several()) return; // the lists are of this keyring alone: refresh.js has them fetched
  if ((all || name === 'keys') && state.keys) drawKeys();
  // rows do not move under a pointer that is about to click, or under the keyboard's focus
  if ((all || name === 'batches') && !document.querySelector('#last-batches:hover, #last-batches :focus')) drawBatches();
}

export function repaint() { chart.draw(true); }
