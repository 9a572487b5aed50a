// Checks a record's signature here, from published data alone (WebCrypto): nothing is taken on the server's word but the record and the key.
const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
const base64url = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const ascii = text => new TextEncoder().encode(text);

const algorithms = {
  EdDSA: { key: { name: 'Ed25519' }, verify: { name: 'Ed25519' } },
  ES256: { key: { name: 'ECDSA', namedCurve: 'P-256' }, verify: { name: 'ECDSA', hash: 'SHA-256' } },
  PS256: { key: { name: 'RSA-PSS', hash: 'SHA-256' }, verify: { name: 'RSA-PSS', saltLength: 32 } },
};

const get = async (path, accept = 'application/json') => {
  const answer = await fetch(new URL(path, document.baseURI), { headers: { Accept: accept }, cache: 'no-store' });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer;
};

/** RFC 7638: the key's id is the hash of the key itself. */
async function thumbprint(jwk) {
  const members = { OKP: ['crv', 'kty', 'x'], EC: ['crv', 'kty', 'x', 'y'], RSA: ['e', 'kty', 'n'] }[jwk.kty];
  const canonical = JSON.stringify(Object.fromEntries(members.map(name => [name, jwk[name]])));
  return base64url(await crypto.subtle.digest('SHA-256', ascii(canonical)));
}

async function check(id, step) {
  if (!globalThis.crypto?.subtle) throw new Error('this browser checks signatures on https or localhost only');
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
  document.addEventListener('click', async event => {
    if (event.target.id !== 'verify-here') return;
    const card = document.getElementById('verify');
    const verdict = document.getElementById('verdict');
    const steps = document.getElementById('steps');
    steps.replaceChildren();
    let all = true;
    const step = (ok, text) => {
      const item = document.createElement('li');
      item.className = ok ? 'ok' : 'bad-text';
      item.textContent = ok ? text : `NOT SO: ${text}`;
      steps.append(item);
      all &&= ok;
    };
    try {
      await check(card.dataset.record, step);
      verdict.textContent = all ? 'Verified: the signature is valid.' : 'NOT valid.';
    } catch (e) {
      all = false;
      verdict.textContent = `Cannot be checked: ${e.message}.`;
    }
    verdict.className = all ? 'ok' : 'bad-text';
  });
}
