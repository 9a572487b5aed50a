import { bind, localTimes } from './bind.js';
import { clock } from './format.js';
import { Live } from './live.js';
import { forget, happened } from './refresh.js';
import { toast } from './operator.js';
import { isRunning, progress, state } from './state.js';

const STALE = 6000;
const page = document.body.dataset.page;
const link = document.getElementById('link');
const linkText = document.getElementById('link-text');
const pauseButton = document.getElementById('pause');
let overview = null;
let paused = false;
let connection = 'connecting';
let heard = Date.now();

// --- what is heard

function hear(name, data) {
  if (paused) return;
  if (name === 'link') { connection = data; heard = Date.now(); showLink(); return; }
  if (name === 'snapshot') Object.assign(state, { history: [] }, data);
  else state[name] = data;
  if (name === 'progress' || name === 'snapshot') heard = Date.now();
  if (name === 'progress' && isRunning(data)) state.history = [...state.history.slice(-1199), { asOf: data.asOf, signed: data.records.signed, rate: data.ratePerSecond }];
  showTrouble();
  bind();
  overview?.draw(name);
  happened();
  showLink();
}

const live = new Live(hear);

function showTrouble() {
  document.getElementById('trouble').classList.toggle('gone', !state.trouble);
  if (state.trouble) document.getElementById('trouble-text').textContent = `${state.trouble.detail} Since ${clock(state.trouble.since)}.`;
}

function showLink() {
  const stale = !paused && Date.now() - heard > STALE;
  const shown = paused ? 'paused' : state.trouble || stale || connection === 'reconnecting' || connection === 'connecting' ? (connection === 'live' ? 'stale' : connection) : connection;
  link.dataset.state = shown;
  const since = progress() ? ` since ${clock(progress().asOf)}` : '';
  const text = { live: 'live', polling: 'every 2 s', paused: 'paused', connecting: 'connecting', reconnecting: `reconnecting, stale${since}`, stale: `stale${since}` }[shown];
  if (linkText.textContent !== text) linkText.textContent = text;
  document.body.classList.toggle('stale', shown === 'stale' || shown === 'reconnecting');
}

setInterval(() => { if (!paused && !document.hidden) showLink(); }, 1000);

// --- pause: everything stops, here and, when nobody else looks, on the server

function setPaused(now) {
  paused = now;
  pauseButton.setAttribute('aria-pressed', String(now));
  pauseButton.textContent = now ? 'Go on' : 'Pause';
  if (now) { live.stop(); forget(); } else { heard = Date.now(); connection = 'connecting'; live.start(); }
  showLink();
}

pauseButton.addEventListener('click', () => setPaused(!paused));
document.addEventListener('visibilitychange', () => {
  if (paused) return;
  if (document.hidden) { live.stop(); forget(); } else { heard = Date.now(); connection = 'connecting'; live.start(); }
});

// --- light and dark

function toggleTheme() {
  const dark = (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  try { localStorage.setItem('signet-theme', dark ? 'light' : 'dark'); } catch { /* then only until the next page */ }
  overview?.repaint();
}
document.getElementById('theme').addEventListener('click', toggleTheme);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => overview?.repaint());

// --- keys

const help = document.getElementById('help-dialog');
document.getElementById('help').addEventListener('click', () => help.showModal());
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog')) return;
  const goes = document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`);
  if (goes) goes.click();
  else if (event.key === 'p') setPaused(!paused);
  else if (event.key === 't') toggleTheme();
  else if (event.key === '?') help.showModal();
  else if (event.key === '/') {
    const find = document.getElementById('find');
    if (find) find.focus(); else location.href = new URL('records#find', document.baseURI);
  } else return;
  event.preventDefault();
});
if (location.hash === '#find') document.getElementById('find')?.focus();

// --- copying

document.addEventListener('click', async event => {
  const copies = event.target.closest('[data-copy]');
  if (!copies) return;
  const source = document.getElementById(copies.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
    toast('Copied.');
  } catch { // no clipboard on plain http: select it, and let the person copy
    getSelection().selectAllChildren(source);
    toast('Selected; copy it with Ctrl+C.');
  }
});

// --- start

localTimes();
if (page === 'overview') overview = await import('./overview.js');
if (document.getElementById('intake')) (await import('./intake.js')).start();
if (document.getElementById('verify')) (await import('./verify.js')).start();
if (document.getElementById('inclusion')) (await import('./prove.js')).start();
if (document.getElementById('proof')) (await import('./audit.js')).start();
if (!document.hidden) live.start();
document.documentElement.classList.add('ready'); // all that reacts does
