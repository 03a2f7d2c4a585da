(() => {
'use strict';
const data = JSON.parse(document.getElementById('receipts').textContent);
const labels = data.labels;
const shared = ['of', 'entries'];
let before = '';
data.ids = data.ids.map(short => {
  const blank = short.indexOf(' ');
  return before = before.slice(0, Number(short.slice(0, blank))) + short.slice(blank + 1);
});
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
  const [id, title, city, at] = row;
  const item = element('li', '', parent);
  const target = String(data.edition) === year && document.getElementById('project-' + id);
  const name = element(target ? 'a' : 'span', title, item);
  if (target) { name.href = '#project-' + id; name.addEventListener('click', () => dialog.close()); }
  item.append(' (' + city + ') ');
  element('code', id, item);
  if (!at) return;
  const file = 'data/inputs/' + year + '.json', link = element('a', file + ':' + at, element('span', ', ', item));
  link.href = file;
};
function show(id) {
  const receipt = receipts[id];
  heading.textContent = receipt.printed;
  body.replaceChildren();
  const list = element('dl', '', body);
  const line = (key, text) => { element('dt', labels[key], list); element('dd', text, list); };
  line('heading', id);
  const told = key => receipt[key] === undefined ? '' : shared.includes(key) ? data.texts[receipt[key]] : receipt[key];
  const making = data.kinds[receipt.kind].map(place => data.texts[place]);
  const all = {of: told('of'), exact: told('exact') || receipt.printed};
  ['rounding', 'reason', 'definition', 'basis', 'confidence'].forEach((key, place) => { all[key] = making[place]; });
  for (const key of ['published', 'restated', 'gone', 'entries']) all[key] = told(key);
  for (const [key, text] of Object.entries(all)) if (text) line(key, text);
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
// The chart of a figure as a file, with the typefaces it was measured in.
const drawn = figure => {
  const chart = figure.querySelector('.wide svg').cloneNode(true);
  const [, , width, height] = chart.getAttribute('viewBox').split(' ').map(Number);
  chart.setAttribute('width', width);
  chart.setAttribute('height', height);
  const faces = (document.querySelector('style').textContent.match(/@font-face\{[^}]*\}/g) || []).join('');
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = faces;
  chart.prepend(style);
  return {text: new XMLSerializer().serializeToString(chart), width, height};
};
// The table below a figure as comma-separated values; a spreadsheet must not take a text for a formula.
const values = table => [...table.rows].map(row => [...row.cells].map(cell => {
  const text = cell.textContent.trim().replace(/\s+/g, ' ');
  const guarded = /^[=+@-]/.test(text) && !/^[+-][\d.,]+%?$/.test(text) ? "'" + text : text;
  return '"' + guarded.replaceAll('"', '""') + '"';
}).join(',')).join('\r\n');
const tableOf = figure => {
  const next = figure.nextElementSibling;
  return next && next.querySelector('table');
};
const keep = (content, type, name) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], {type}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
const pixels = (figure, name) => {
  const {text, width, height} = drawn(figure);
  const image = new Image();
  image.addEventListener('load', () => {
    const canvas = document.createElement('canvas');
    const scale = 1890 / width;
    [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(blob => keep(blob, 'image/png', name), 'image/png');
  });
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
};
for (const button of document.querySelectorAll('button[data-keep]')) {
  const figure = button.closest('figure'), kind = button.dataset.keep, name = button.dataset.name + '.' + kind;
  if (kind === 'csv' && !tableOf(figure)) { button.remove(); continue; }
  button.addEventListener('click', () => {
    if (kind === 'svg') keep(drawn(figure).text, 'image/svg+xml', name);
    else if (kind === 'csv') keep('\ufeff' + values(tableOf(figure)) + '\r\n', 'text/csv', name);
    else pixels(figure, name);
  });
}
// On a narrow screen a row with words is a card, where each cell names its column and one without a word is only read aloud; a
// table of many numbers turns its heads.
for (const table of document.querySelectorAll('main table:not(.compact)')) {
  const heads = [...table.tHead.rows[0].cells];
  if (heads.length < 3) continue;
  if (!table.querySelector('tbody td:not(.number)')) { if (heads.length > 4) table.classList.add('turned'); continue; }
  table.classList.add('cards');
  table.setAttribute('role', 'table');
  for (const part of [table.tHead, ...table.tBodies, table.tFoot]) if (part) part.setAttribute('role', 'rowgroup');
  for (const row of table.rows) {
    row.setAttribute('role', 'row');
    for (const cell of row.cells) {
      cell.setAttribute('role', cell.scope === 'col' ? 'columnheader' : cell.scope ? 'rowheader' : 'cell');
      if (cell.scope) continue;
      cell.dataset.label = heads[cell.cellIndex].textContent;
      if (/^–?$/.test(cell.textContent.trim()) && !table.closest('#published')) cell.classList.add('void');
    }
  }
}
// Where a table goes on beyond its edge, the edge says so.
const boxes = [...document.querySelectorAll('.scroll')];
const edge = box => box.classList.toggle('more', box.scrollWidth - box.clientWidth - box.scrollLeft > 1);
const watch = new ResizeObserver(all => all.forEach(one => edge(one.target.closest('.scroll'))));
for (const box of boxes) {
  watch.observe(box);
  watch.observe(box.firstElementChild);
  box.addEventListener('scroll', () => edge(box), {passive: true});
}
// The lists of projects, by words and by what is chosen.
const filter = document.getElementById('filter');
if (filter) {
  const rows = [...document.querySelectorAll('table.appendix tr[id^="project-"]')];
  const facts = new Map(rows.map(row => [row, {
    words: row.textContent.toLowerCase(), city: row.cells[1].textContent, area: row.cells[3].textContent,
    status: row.cells[5].textContent.replace(/ \(.*/, ''), since: row.dataset.since,
  }]));
  const choices = ['city', 'area', 'status', 'since'];
  // Focus areas and statuses stand in the order of the terms, which is that of the framework; what is none comes last.
  const terms = [...document.querySelectorAll('#words > dl:first-of-type > dt')].map(term => term.textContent);
  const place = text => terms.includes(text) ? terms.indexOf(text) : terms.length;
  for (const name of choices) {
    const all = [...new Set(rows.map(row => facts.get(row)[name]))];
    all.sort((one, other) => place(one) - place(other) || one.localeCompare(other, 'en'));
    for (const text of all) if (text) filter.elements[name].append(new Option(text, text));
  }
  const look = () => {
    const words = filter.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fact = facts.get(row);
      const fits = words.every(word => fact.words.includes(word))
        && choices.every(name => !filter.elements[name].value || filter.elements[name].value === fact[name]);
      row.hidden = !fits;
      shown += fits;
    }
    for (const group of document.querySelectorAll('table.appendix tbody'))
      group.hidden = [...group.rows].every(row => row.hidden || !row.id);
    const {one, many, part, none} = filter.elements.shown.dataset;
    const lists = [...document.querySelectorAll('table.appendix')].map(table => {
      const own = rows.filter(row => table.contains(row)), box = table.parentElement;
      if (!box.nextElementSibling) element('p', none, box.parentElement).className = 'none';
      box.hidden = own.every(row => row.hidden);
      box.nextElementSibling.hidden = !box.hidden;
      const name = table.closest('section').querySelector('h2').textContent.split(':')[0];
      return part.replace('{shown}', own.filter(row => !row.hidden).length).replace('{all}', own.length).replace('{list}', name);
    });
    const all = (shown ? '' : none + ' ') + shown + ' ' + (shown === 1 ? one : many) + ' ' + rows.length;
    filter.elements.shown.textContent = lists.length > 1 ? all + ': ' + lists.join(', ') : all;
  };
  filter.addEventListener('input', look);
  filter.addEventListener('submit', event => event.preventDefault());
  filter.addEventListener('reset', () => setTimeout(look));
  // Whoever follows a link to a project sees it.
  const uncover = () => {
    const row = location.hash.startsWith('#project-') && document.getElementById(location.hash.slice(1));
    if (row && row.hidden) { filter.reset(); setTimeout(() => row.scrollIntoView()); }
  };
  addEventListener('hashchange', uncover);
  look();
}
// The contents say where the reader is.
const links = [...document.querySelectorAll('nav a[href^="#"]')];
const chapters = links.map(link => document.getElementById(link.hash.slice(1)));
const follow = () => {
  const top = chapters.map(chapter => chapter ? chapter.getBoundingClientRect().top : Infinity);
  const at = top.reduce((best, y, place) => y <= 120 && (best < 0 || y >= top[best]) ? place : best, -1);
  links.forEach((link, place) => place === at ? link.setAttribute('aria-current', 'location') : link.removeAttribute('aria-current'));
  // Where the contents scroll by themselves, the chapter stays in sight.
  const link = links[at], list = link && link.closest('nav');
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const [inner, outer] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top + 40) list.scrollTop -= outer.top + 40 - inner.top;
  else if (inner.bottom > outer.bottom - 40) list.scrollTop += inner.bottom - outer.bottom + 40;
};
let waits = false;
addEventListener('scroll', () => {
  if (!waits) requestAnimationFrame(() => { waits = false; follow(); });
  waits = true;
}, {passive: true});
follow();
document.documentElement.classList.add('live');
// An address with a receipt opens it, however one comes there, and one without it shows the page.
const asked = () => {
  const [, id] = /^#receipt=([a-z0-9.-]+)$/.exec(location.hash) || [];
  if (receipts[id]) show(id);
  else dialog.close();
};
addEventListener('hashchange', asked);
asked();
})();
