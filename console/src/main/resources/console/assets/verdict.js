// A button that has something checked, step by step, and says what came of it. The region around it may be drawn anew.

/** @param check takes a function for each step: (ok, text) */
export function verdictOf(button, check, whenValid) {
  document.addEventListener('click', async event => {
    if (event.target.id !== button) return;
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
      if (!globalThis.crypto?.subtle) throw new Error('this browser checks signatures on https or localhost only');
      await check(step);
      verdict.textContent = all ? whenValid : 'NOT valid.';
    } catch (e) {
      all = false;
      verdict.textContent = `Cannot be checked: ${e.message}.`;
    }
    verdict.className = all ? 'ok' : 'bad-text';
  });
}

/** Published data, as anybody gets it. */
export async function get(path, accept = 'application/json') {
  const answer = await fetch(new URL(path, document.baseURI), { headers: { Accept: accept }, cache: 'no-store' });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer;
}
