// Checks a record's signature here, from published data alone (WebCrypto): nothing is taken on the server's word but the record and the key.
import { get, verdictOf } from './verdict.js';

const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
const base64url = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const ascii = text => new TextEncoder().encode(text);

const algorithms = {
  EdDSA: { key: { name: 'Ed25519' }, verify: { name: 'Ed25519' } },
  ES256: { key: { name: 'ECDSA', namedCurve: 'P-256' }, verify: { name: 'ECDSA', hash: 'SHA-256' } },
  PS256: { key: { name: 'RSA-PSS', hash: 'SHA-256' }, verify: { name: 'RSA-PSS', saltLength: 32 } },
};

/** RFC 7638: the key's id is the hash of the key itself. */
async function thumbprint(jwk) {
  const members = { OKP: ['crv', 'kty', 'x'], EC: ['crv', 'kty', 'x', 'y'], RSA: ['e', 'kty', 'n'] }[jwk.kty];
  const canonical = JSON.stringify(Object.fromEntries(members.map(name => [name, jwk[name]])));
  return base64url(await crypto.subtle.digest('SHA-256', ascii(canonical)));
}

async function check(id, step) {
  const [record, jws] = await Promise.all([get(`api/v1/records/${id}`), get(`api/v1/records/${id}/signature`)].map(async a => (await a).json()));
  const header = JSON.parse(new TextDecoder().decode(bytes(jws.protected)));
  step(header.rid === id, `the signed header names record ${header.rid}`);
  step(jws.payload === record.payload, 'what was signed is what is stored');
  const pem = await (await get(`api/v1/keys/${header.kid}/public.pem`, 'application/x-pem-file')).text();
  const algorithm = algorithms[header.alg];
  if (!algorithm) throw new Error(`the algorithm ${header.alg} is not known here`);
  const key = await crypto.subtle.importKey('spki', bytes(pem.replaceAll(/-----[^-]+-----|\s/g, '')), algorithm.key, true, ['verify']);
  const kid = await thumbprint(await crypto.subtle.exportKey('jwk', key));
  step(kid === header.kid, 'the public key is the one that the header names');
  const valid = await crypto.subtle.verify(algorithm.verify, key, bytes(jws.signature), ascii(`${jws.protected}.${jws.payload}`));
  step(valid, `the ${header.alg} signature verifies`);
}

export function start() {
  verdictOf('verify-here', step => check(document.getElementById('verify').dataset.record, step), 'Verified: the signature is valid.');
}
