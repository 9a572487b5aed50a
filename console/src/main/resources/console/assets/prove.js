// Proves here, from published data alone (WebCrypto), that an event is in the log: the hash of its line leads by the log's proof to the root that the log's key has signed.
import { get, verdictOf } from './verdict.js';

const ED25519 = 1;
const bytes = base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0));
const utf8 = text => new TextEncoder().encode(text);
const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

async function sha256(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all));
}

const leafHash = line => sha256([0], line);
const nodeHash = (left, right) => sha256([1], left, right);

/** C2SP signed-note: name, the key's id in hex, and behind an algorithm's byte the key. */
async function verifierKey(line) {
  const [, name, id, base64] = line.trim().match(/^([^+]+)\+([0-9a-f]{8})\+(.+)$/);
  const encoded = bytes(base64);
  if (encoded[0] !== ED25519) throw new Error('the log has a key of a kind that is not known here');
  const own = (await sha256(utf8(`${name}\n`), encoded)).slice(0, 4);
  if (!same(own, bytesOfHex(id))) throw new Error('the key’s id is not that of the key');
  return { name, id: own, key: await crypto.subtle.importKey('raw', encoded.slice(1), 'Ed25519', false, ['verify']) };
}

const bytesOfHex = hex => Uint8Array.from(hex.match(/../g), byte => parseInt(byte, 16));

async function isSigned(note, log) {
  const blank = note.lastIndexOf('\n\n');
  const text = note.slice(0, blank + 1);
  for (const line of note.slice(blank + 2).trim().split('\n')) {
    const [, name, base64] = line.match(/^— (\S+) (\S+)$/) ?? [];
    if (name !== log.name) continue;
    const signature = bytes(base64);
    if (same(signature.slice(0, 4), log.id)) return crypto.subtle.verify('Ed25519', log.key, signature.slice(4), utf8(text));
  }
  return false;
}

/** RFC 9162, 2.1.3.2. */
async function climb(leaf, index, size, proof) {
  let node = BigInt(index);
  let last = BigInt(size) - 1n;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0n) return null;
    if (node & 1n || node === last) {
      hash = await nodeHash(sibling, hash);
      while (node !== 0n && !(node & 1n)) { node >>= 1n; last >>= 1n; }
    } else {
      hash = await nodeHash(hash, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? hash : null;
}

async function check(index, step) {
  const [line, note, key] = await Promise.all([
    get(`api/v1/events/${index}`, 'application/cloudevents+json').then(answer => answer.arrayBuffer()),
    get('api/v1/log/checkpoint', 'text/plain').then(answer => answer.text()),
    get('api/v1/log/key', 'text/plain').then(answer => answer.text())]);
  const [origin, size, root] = note.split('\n');
  const log = await verifierKey(key);
  step(origin === log.name && await isSigned(note, log), `the checkpoint of ${size} events is signed by ${log.name}`);
  step(JSON.parse(new TextDecoder().decode(line)).logindex === index, `the event says that its number is ${index}`);
  const { proof } = await (await get(`api/v1/log/proofs/inclusion?logindex=${index}&size=${size}`)).json();
  const reached = await climb(await leafHash(new Uint8Array(line)), index, size, proof.map(bytes));
  step(reached !== null && same(reached, bytes(root)), `its hash leads by ${proof.length} others to the root of the checkpoint`);
}

export function start() {
  verdictOf('prove-here', step => check(document.getElementById('inclusion').dataset.event, step), 'Proved: the log has this event at this place.');
}
