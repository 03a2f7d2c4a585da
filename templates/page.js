(() => {
'use strict';
const data = JSON.parse(document.getElementById('receipts').textContent);
const labels = data.labels;
const shared = ['rounding', 'definition', 'basis', 'confidence', 'entries'];
const receipts = Object.fromEntries(data.ids.map((id, place) => [id, data.receipts[place]]));
const dialog = document.getElementById('receipt');
const heading = document.getElementById('receipt-heading');
const body = document.getElementById('receipt-body');
const figures = [...document.querySelectorAll('[data-f]')].filter(f => receipts[f.dataset.f]);
const groupOf = f => f.closest('table,p,li,dl,figure,section');
const groups = new Map();
for (const f of figures) {
  const group = groupOf(f);
  if (!groups.has(group)) groups.set(group, []);
  const all = groups.get(group);
  f.setAttribute('role', 'button');
  f.setAttribute('aria-haspopup', 'dialog');
  f.tabIndex = all.length ? -1 : 0;
  all.push(f);
}
const element = (name, text, parent) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (parent) parent.append(made);
  return made;
};
const places = text => text.split(',').flatMap(part => {
  const [from, to] = part.split('-').map(Number);
  return Array.from({length: (to ?? from) - from + 1}, (_, step) => from + step);
});
const figureLink = (id, parent) => {
  const known = receipts[id];
  const item = element('li', '', parent);
  if (!known) { item.textContent = id; return; }
  const button = element('button', id, item);
  button.type = 'button';
  button.addEventListener('click', () => show(id));
  item.append(': ' + known.printed);
};
const project = (year, place, parent) => {
  const row = (data.projects[year] || [])[place];
  if (!row) return;
  const [id, title, city] = row;
  const item = element('li', '', parent);
  const target = String(data.edition) === year && document.getElementById('project-' + id);
  const name = element(target ? 'a' : 'span', title, item);
  if (target) { name.href = '#project-' + id; name.addEventListener('click', () => dialog.close()); }
  item.append(' (' + city + ') ');
  element('code', id, item);
};
function show(id) {
  const receipt = receipts[id];
  heading.textContent = receipt.printed;
  body.replaceChildren();
  const list = element('dl', '', body);
  const line = (key, text) => { element('dt', labels[key], list); element('dd', text, list); };
  line('heading', id);
  for (const key of ['of', 'exact', 'rounding', 'definition', 'basis', 'confidence', 'published', 'restated', 'gone', 'entries'])
    if (receipt[key] !== undefined) line(key, shared.includes(key) ? data.texts[receipt[key]] : receipt[key]);
  if (receipt.from) {
    element('dt', labels.from, list);
    const all = element('ul', '', element('dd', '', list));
    receipt.from.forEach(place => figureLink(data.ids[place], all));
  }
  if (receipt.links) {
    element('dt', labels.links + ': ' + receipt.links.length, list);
    const all = element('ul', '', element('dd', '', list));
    receipt.links.forEach(place => element('li', data.texts[place], all));
  }
  for (const key of ['left', 'records']) {
    if (!receipt[key]) continue;
    for (const [year, text] of Object.entries(receipt[key])) {
      const all = places(text);
      element('dt', labels[key] + ' ' + year + ': ' + all.length, list);
      const rows = element('ul', '', element('dd', '', list));
      all.forEach(place => project(year, place, rows));
    }
  }
  const lines = element('p', labels.lines + ' ', body);
  element('code', 'ascn-report explain ' + id + ' --year ' + data.edition, lines);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}
const enter = f => {
  for (const other of groups.get(groupOf(f))) other.tabIndex = other === f ? 0 : -1;
  f.focus();
};
const inRow = (f, step) => {
  const cell = f.closest('td,th'), row = cell && cell.parentElement;
  if (!row) return null;
  const all = groups.get(groupOf(f)).filter(other => other.closest('td,th').cellIndex === cell.cellIndex);
  return all[all.indexOf(f) + step];
};
document.addEventListener('click', event => {
  const f = event.target.closest('[data-f][role]');
  if (f) { enter(f); show(f.dataset.f); }
  else if (event.target === dialog) dialog.close();
});
document.addEventListener('keydown', event => {
  const f = event.target.closest && event.target.closest('[data-f][role]');
  if (!f || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = groups.get(groupOf(f)), at = all.indexOf(f);
  const next = {ArrowRight: () => all[at + 1], ArrowLeft: () => all[at - 1], Home: () => all[0], End: () => all[all.length - 1],
    ArrowDown: () => inRow(f, 1) || all[at + 1], ArrowUp: () => inRow(f, -1) || all[at - 1]}[event.key];
  if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); show(f.dataset.f); }
  else if (next && next()) { event.preventDefault(); enter(next()); }
});
document.getElementById('receipt-close').addEventListener('click', () => dialog.close());
document.documentElement.classList.add('live');
const asked = /^#receipt=([a-z0-9.-]+)$/.exec(location.hash);
if (asked && receipts[asked[1]]) show(asked[1]);
})();
