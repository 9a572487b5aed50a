// One connection to the stream. If there is none to be had, the progress is asked for every two seconds, and the stream is tried again.
const POLL = 2000;
const RETRY = 10000;
const TOPICS = ['snapshot', 'progress', 'keyrings', 'promises', 'batches', 'keys', 'intake', 'audit', 'vault', 'services', 'trouble'];

export class Feed {
  #base; #tell; #source = null; #poll = 0; #retry = 0;

  /** @param tell takes (name, data); name 'link' says how the connection is: live, reconnecting, polling */
  constructor(base, tell) {
    this.#base = base;
    this.#tell = tell;
  }

  start() {
    if (this.#source || this.#poll) return;
    this.#open();
  }

  stop() {
    this.#source?.close();
    this.#source = null;
    clearInterval(this.#poll);
    clearTimeout(this.#retry);
    this.#poll = this.#retry = 0;
  }

  #open() {
    const source = this.#source = new EventSource(new URL('api/v1/stream', this.#base));
    for (const topic of TOPICS) {
      source.addEventListener(topic, event => {
        if (this.#poll) { clearInterval(this.#poll); this.#poll = 0; }
        if (topic === 'snapshot') this.#tell('link', 'live');
        this.#tell(topic, JSON.parse(event.data));
      });
    }
    source.onerror = () => {
      if (source !== this.#source) return;
      if (source.readyState === EventSource.CONNECTING) {
        this.#tell('link', 'reconnecting');
      } else { // refused: there are too many, or something stands between
        this.#source = null;
        this.#startPolling();
        this.#retry = setTimeout(() => this.#open(), RETRY);
      }
    };
  }

  async #ask(path) {
    const answer = await fetch(new URL(path, this.#base), { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  #startPolling() {
    if (this.#poll) return;
    const ask = async () => {
      try {
        this.#tell('progress', await this.#ask('api/v1/progress'));
        const { items } = await this.#ask('api/v1/keyrings').catch(() => ({ items: [] })); // an older service has one
        this.#tell('keyrings', items.length > 1 ? items : []);
        this.#tell('link', 'polling');
      } catch {
        this.#tell('link', 'reconnecting');
      }
    };
    this.#poll = setInterval(ask, POLL);
    ask();
  }
}
