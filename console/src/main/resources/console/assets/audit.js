// What has come to the list since it was last drawn is marked for a moment.
const newest = root => [...root.querySelectorAll('tr[data-event]')].reduce((most, row) => Math.max(most, Number(row.dataset.event)), -1);

export function start() {
  let seen = newest(document);
  document.addEventListener('signet:region', ({ detail: region }) => {
    for (const row of region.querySelectorAll('tr[data-event]')) row.classList.toggle('fresh', Number(row.dataset.event) > seen);
    seen = Math.max(seen, newest(region));
  });
}
