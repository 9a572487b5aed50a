// A browser's one connection, shared by all its tabs. It is open while at least one tab looks.
import { Feed } from './feed.js';

const tabs = new Set();
const last = new Map();
let link = 'reconnecting';
let feed = null;

function tell(name, data) {
  if (name === 'link') link = data;
  else remember(name, data);
  for (const tab of tabs) tab.postMessage({ name, data });
}

function remember(name, data) {
  if (name === 'snapshot') for (const [topic, value] of Object.entries(data)) last.set(topic, value);
  else last.set(name, data);
  if (name === 'keyrings') {
    const histories = last.get('histories') ?? {};
    for (const { name: keyring, progress: p } of data) {
      if (p.state === 'RUNNING' || p.state === 'STALLED') histories[keyring] = [...histories[keyring] ?? [], { asOf: p.asOf, signed: p.records.signed, rate: p.ratePerSecond }].slice(-300);
    }
    last.set('histories', histories);
  }
  if (name === 'progress' && (data.state === 'RUNNING' || data.state === 'STALLED')) {
    const history = last.get('history') ?? [];
    history.push({ asOf: data.asOf, signed: data.records.signed, rate: data.ratePerSecond });
    last.set('history', history.slice(-1200));
  }
}

self.onconnect = ({ ports: [tab] }) => {
  tab.onmessage = ({ data }) => {
    if (data.hello) {
      tabs.add(tab);
      feed ??= new Feed(data.base, tell);
      if (tabs.size === 1) { last.clear(); feed.start(); }
      else if (last.size) {
        tab.postMessage({ name: 'snapshot', data: Object.fromEntries(last) });
        tab.postMessage({ name: 'link', data: link });
      }
    } else if (data.bye) {
      tabs.delete(tab);
      if (tabs.size === 0) feed?.stop();
    }
  };
};
