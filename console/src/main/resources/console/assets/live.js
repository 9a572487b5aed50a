// How this tab hears what happens: from the worker that all tabs share; where there is no such worker, from the tab that holds the lock; at worst alone.
import { Feed } from './feed.js';

const NAME = 'signet-stream';

export class Live {
  #tell; #port = null; #channel = null; #feed = null; #release = null; #leads = false; #on = false;

  constructor(tell) {
    this.#tell = tell;
    addEventListener('pagehide', () => this.stop());
    addEventListener('pageshow', event => { if (event.persisted) this.start(); });
  }

  start() {
    if (this.#on) return;
    this.#on = true;
    if ('SharedWorker' in globalThis) this.#byWorker();
    else if (navigator.locks && 'BroadcastChannel' in globalThis) this.#byLeader();
    else this.#alone(this.#tell);
  }

  stop() {
    if (!this.#on) return;
    this.#on = false;
    this.#port?.postMessage({ bye: true });
    this.#feed?.stop();
    this.#feed = null;
    this.#release?.();
    this.#channel?.close();
    this.#channel = null;
  }

  #byWorker() {
    if (!this.#port) {
      const worker = new SharedWorker(new URL('./stream-worker.js', import.meta.url), { type: 'module', name: NAME });
      worker.onerror = () => { this.#port = null; this.#alone(this.#tell); };
      this.#port = worker.port;
      this.#port.onmessage = ({ data }) => { if (this.#on) this.#tell(data.name, data.data); };
    }
    this.#port.postMessage({ hello: true, base: document.baseURI });
  }

  #byLeader() {
    const channel = this.#channel = new BroadcastChannel(NAME);
    let last = null;
    let link = 'reconnecting';
    channel.onmessage = ({ data }) => {
      if (!data.ask) this.#tell(data.name, data.data);
      else if (this.#leads && last) {
        channel.postMessage({ name: 'snapshot', data: last });
        channel.postMessage({ name: 'link', data: link });
      }
    };
    channel.postMessage({ ask: true });
    navigator.locks.request(NAME, () => new Promise(release => {
      if (this.#channel !== channel) return release();
      this.#release = () => { this.#leads = false; release(); };
      this.#leads = true;
      this.#alone((name, data) => {
        if (name === 'link') link = data;
        else if (name === 'snapshot') last = data;
        else if (last) last[name] = data;
        this.#tell(name, data);
        this.#channel?.postMessage({ name, data });
      });
    }));
  }

  #alone(tell) {
    this.#feed = new Feed(document.baseURI, tell);
    this.#feed.start();
  }
}
