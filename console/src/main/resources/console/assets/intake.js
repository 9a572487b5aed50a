// The intake: rows that have just come are marked, equal values are shown together, and times are this browser's.
import { dayAndTime, zone } from './format.js';

const NEW = 2500;
const rows = root => [...root.querySelectorAll('[data-record]')];
const newest = root => rows(root).reduce((most, row) => BigInt(row.dataset.record) > most ? BigInt(row.dataset.record) : most, 0n);

function markNew(region, known) {
  for (const row of rows(region)) row.classList.toggle('fresh', BigInt(row.dataset.record) > known);
}

function showEqual(event) {
  const value = event.target.closest?.('[data-mask]')?.dataset.mask;
  for (const each of document.querySelectorAll('[data-mask]')) each.classList.toggle('equal', value !== undefined && each.dataset.mask === value);
}

// The form is sent in UTC, and without what is empty.
function useLocalTimes(form) {
  const times = [...form.querySelectorAll('input[type=datetime-local]')];
  for (const el of form.querySelectorAll('.zone')) el.textContent = zone;
  for (const el of times) if (el.value) el.value = dayAndTime(`${el.value}Z`).replace(' ', 'T');
  form.addEventListener('formdata', ({ formData }) => {
    for (const { name, value } of times) if (value) formData.set(name, new Date(value).toISOString().replace(/\.000Z$/, 'Z'));
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
}

export function start() {
  let known = newest(document);
  document.addEventListener('signet:region', ({ detail }) => {
    markNew(detail, known);
    const now = newest(detail);
    setTimeout(() => { if (now > known) known = now; }, NEW);
  });
  document.addEventListener('pointerover', showEqual);
  document.addEventListener('focusin', showEqual);
  useLocalTimes(document.getElementById('rows-wanted'));
}
