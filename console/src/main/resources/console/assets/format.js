// Numbers and times as Format.java writes them, times in this browser's zone.
const NONE = '–';
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

export const count = n => n === null || n === undefined ? NONE : whole.format(n);
export const percent = p => p === null || p === undefined ? NONE : p.toFixed(1);
export const rate = r => r === null || r === undefined ? NONE : whole.format(Math.round(r));
export const clock = at => at ? time.format(new Date(at)) : NONE;
export const dayAndTime = at => at ? day.format(new Date(at)) : NONE;
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
export const words = state => state ? state.toLowerCase().replaceAll('_', ' ') : 'unknown';
export const shortened = id => !id ? NONE : id.length <= 12 ? id : id.slice(0, 10) + '…';

export function duration(seconds) {
  if (seconds === null || seconds === undefined) return NONE;
  const s = Math.max(0, seconds);
  if (s < 60) return s < 10 ? s.toFixed(1) + ' s' : Math.floor(s) + ' s';
  const two = n => String(n).padStart(2, '0');
  return s < 3600
    ? `${Math.floor(s / 60)} min ${two(Math.floor(s % 60))} s`
    : `${Math.floor(s / 3600)} h ${two(Math.floor(s % 3600 / 60))} min`;
}
