// Before the first paint, so that nothing flashes: what was chosen, or what the system says.
(() => {
  let chosen = null;
  try { chosen = localStorage.getItem('signet-theme'); } catch { /* storage is off: the system decides */ }
  if (chosen) document.documentElement.dataset.theme = chosen;
  document.documentElement.classList.add('scripted');
})();
