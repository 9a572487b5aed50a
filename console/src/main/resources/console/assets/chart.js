// Records per second over the last minutes. The line's colour is the legend's.
import uPlot from './vendor/uplot.js';
import { clock } from './format.js';

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export class RateChart {
  #box; #plot = null; #times = []; #average = []; #moment = []; #last = null; #ended = true;

  constructor(box) {
    this.#box = box;
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = new URL('./vendor/uplot.css', import.meta.url);
    document.head.append(style);
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(box);
  }

  reset(history) {
    this.#times = []; this.#average = []; this.#moment = []; this.#last = null;
    for (const point of history) this.#take(point.asOf, point.signed, point.rate);
    if (this.#times.length < 2) {
      const hint = document.createElement('p');
      hint.className = 'hint';
      hint.textContent = 'Drawn from what is sampled while somebody looks and a run is on.';
      this.#plot?.destroy();
      this.#plot = null;
      this.#box.replaceChildren(hint);
    }
    this.draw();
  }

  add(progress) {
    if (!['RUNNING', 'STALLED'].includes(progress.state) && this.#ended) return;
    this.#ended = !['RUNNING', 'STALLED'].includes(progress.state);
    if (this.#take(progress.asOf, progress.records.signed, progress.ratePerSecond)) this.draw();
  }

  // One point for each second at least: two that lie closer say more about the moment of asking than about the rate.
  #take(asOf, signed, rate) {
    const t = Date.parse(asOf) / 1000;
    if (this.#last && signed < this.#last.signed) { this.#times = []; this.#average = []; this.#moment = []; this.#last = null; }
    if (this.#last && t - this.#last.t < 0.9) return false;
    this.#times.push(t);
    this.#average.push(rate);
    this.#moment.push(this.#last ? Math.max(0, (signed - this.#last.signed) / (t - this.#last.t)) : null);
    this.#last = { t, signed };
    if (this.#times.length > 600) { this.#times.shift(); this.#average.shift(); this.#moment.shift(); }
    return true;
  }

  #size() { return { width: Math.max(200, this.#box.clientWidth), height: 214 }; }

  draw(again = false) {
    const data = [this.#times, this.#moment, this.#average];
    if (again) { this.#plot?.destroy(); this.#plot = null; }
    if (this.#plot) return this.#plot.setData(data);
    if (this.#times.length < 2) return undefined;
    this.#box.replaceChildren();
    const axis = { stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '11px ui-monospace, monospace' };
    const whole = new Intl.NumberFormat('en-US', { notation: 'compact' });
    this.#plot = new uPlot({
      ...this.#size(),
      legend: { show: false },
      cursor: { y: false, points: { size: 6 } },
      padding: [8, 8, 0, 0],
      scales: { y: { range: (_, __, max) => [0, Math.max(10, max * 1.1)] } },
      axes: [{ ...axis, space: 90, size: 32, values: (_, ticks) => ticks.map(t => clock(t * 1000)) }, { ...axis, size: 46, values: (_, ticks) => ticks.map(v => whole.format(v)) }],
      series: [
        {},
        { stroke: colour('--area-line'), fill: colour('--area'), width: 1, points: { show: false }, spanGaps: true },
        { stroke: colour('--accent'), width: 2, points: { show: false }, spanGaps: true },
      ],
    }, data, this.#box);
    return undefined;
  }
}
