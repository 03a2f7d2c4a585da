// Drives built pages in a real browser: node check.mjs FOLDER-OF-PACKAGES PAGE.html ... --paper BRIEF.html ...
// What stands behind --paper is only printed.
// Prints one line a fault and ends with 1 where there is any.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const [packages, ...files] = process.argv.slice(2);
const split = files.includes('--paper') ? files.indexOf('--paper') : files.length;
const [pages, printed] = [files.slice(0, split), files.slice(split + 1)];
const require = createRequire(path.resolve(packages, 'package.json'));
const { chromium } = require('playwright-core');
const axe = require.resolve('axe-core/axe.min.js');
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const browser = await chromium.launch({ executablePath: browsers.find(existsSync), args: ['--no-sandbox'] });
const faults = [];
let claims = 0;
const claim = (holds, what) => { claims += 1; if (!holds) faults.push(what); };

// A page as a person with these settings has it, and what it asks of the network and says on the console.
async function open(file, settings, hash = '') {
  const context = await browser.newContext({ bypassCSP: false, ...settings });
  const page = await context.newPage();
  const said = [];
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) said.push(message.text()); });
  page.on('pageerror', error => said.push(String(error)));
  page.on('request', request => { if (!/^(file|data|blob):/.test(request.url())) said.push('asked for ' + request.url()); });
  await page.goto(pathToFileURL(path.resolve(file)).href + hash);
  await page.evaluate(() => document.fonts.ready);
  return { context, page, said };
}

// No rule of WCAG 2.2 AA is broken, nothing scrolls sideways, nothing is fetched, nothing is said on the console.
async function rules(file, width, colorScheme) {
  const { context, page, said } = await open(file, { viewport: { width, height: 900 }, colorScheme });
  const name = `${file}, ${width} px, ${colorScheme}`;
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  claim(sideways <= 0, `${name}: scrolls sideways by ${sideways} px`);
  // A caption is read whole, however far its table is moved, and a desk has room for every table.
  const cut = await page.evaluate(() => [...document.querySelectorAll('.scroll')].filter(box => {
    const caption = box.querySelector('caption');
    const isCut = () => {
      const [inner, outer] = [caption.getBoundingClientRect(), box.getBoundingClientRect()];
      return inner.left < outer.left - 1 || inner.right > outer.right + 1;
    };
    const before = caption && isCut();
    box.scrollLeft = box.scrollWidth;
    const after = caption && isCut();
    box.scrollLeft = 0;
    return before || after;
  }).map(box => box.querySelector('caption').textContent));
  claim(cut.length === 0, `${name}: cut: ${cut.join('; ')}`);
  const wide = await page.evaluate(() => [...document.querySelectorAll('.scroll')]
    .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.querySelector('table').textContent.trim().slice(0, 60)));
  claim(width < 1280 || wide.length === 0, `${name}: wider than a desk: ${wide.join('; ')}`);
  // A number of which a table hides a part would be read as another, so the edge of the table says that it goes on.
  await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn))));
  const torn = await page.evaluate(() => [...document.querySelectorAll('.scroll')].filter(box => {
    const edge = box.getBoundingClientRect().left + box.clientLeft + box.clientWidth;
    const isTorn = cell => {
      const words = document.createRange();
      words.selectNodeContents(cell);
      return [...words.getClientRects()].some(rect => rect.left < edge && rect.right > edge + .5);
    };
    return getComputedStyle(box).boxShadow === 'none' && [...box.querySelectorAll('.number')].some(isTorn);
  }).map(box => box.querySelector('caption').textContent));
  claim(torn.length === 0, `${name}: numbers end at the edge: ${torn.join('; ')}`);
  const exhibits = await page.evaluate(() => [...document.querySelectorAll('figure + .scroll')]
    .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.querySelector('caption').textContent));
  claim(width < 390 || exhibits.length === 0, `${name}: numbers of exhibits are wider than the screen: ${exhibits.join('; ')}`);
  const unread = await page.evaluate(() => [...document.fonts].filter(font => font.status === 'error').length);
  const read = await page.evaluate(() => [...document.fonts].filter(font => font.status === 'loaded').length);
  claim(unread === 0 && read > 0, `${name}: ${read} of the typefaces in the page were read, ${unread} could not be`);
  claim(said.length === 0, `${name}: ${said.join('; ')}`);
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const source = require('node:fs').readFileSync(axe, 'utf8');
  await session.send('Runtime.evaluate', { expression: source, contextId: executionContextId });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    contextId: executionContextId, awaitPromise: true, returnByValue: true,
    expression: `axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
      .then(found => found.violations.map(one => one.id + ': ' + one.help + ' (' + one.nodes.length + '), ' + one.nodes[0].html.slice(0, 160)))`,
  });
  claim(!exceptionDetails, `${name}: the rules did not run: ${exceptionDetails?.text}`);
  const violations = result?.value ?? ['nothing was found out'];
  claim(violations.length === 0, `${name}: ${violations.join('; ')}`);
  await context.close();
}

// What a page gives to keep is what it shows: the drawing with its typefaces, the numbers of the table, a picture of pixels.
async function keeping(file) {
  const { context, page, said } = await open(file, { viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  for (const kind of ['svg', 'png', 'csv']) {
    const buttons = page.locator(`button[data-keep=${kind}]`);
    if (await buttons.count() === 0) continue;
    const name = await buttons.first().getAttribute('data-name');
    const [download] = await Promise.all([page.waitForEvent('download'), buttons.first().click()]);
    claim(download.suggestedFilename() === `${name}.${kind}`, `${file}: ${download.suggestedFilename()} is kept`);
    const bytes = require('node:fs').readFileSync(await download.path());
    const text = bytes.toString('utf8');
    if (kind === 'svg') claim(text.includes('viewBox') && text.includes('@font-face'), `${file}: the drawing lacks its typefaces`);
    if (kind === 'png') claim(bytes.readUInt32BE(16) === 1890 && bytes.length > 5000, `${file}: the picture is ${bytes.readUInt32BE(16)} px wide`);
    if (kind === 'csv') {
      const rows = await page.locator(`#${name} figure + .scroll tr`).count();
      claim(text.trim().split('\r\n').length === rows, `${file}: the values have not the ${rows} rows of the table`);
    }
  }
  claim(said.length === 0, `${file}: ${said.join('; ')}`);
  await context.close();
}

// Projects are found by words and by what is chosen, with the keyboard alone, and all come back.
async function finding(file) {
  const { context, page, said } = await open(file, { viewport: { width: 1280, height: 900 } });
  if (await page.locator('#filter').count() === 0) { await context.close(); return; }
  const rows = page.locator('table.appendix tr[id^="project-"]:visible');
  const all = await rows.count();
  const output = () => page.locator('#filter output').textContent();
  claim(all > 0 && (await output()).startsWith(`${all} `), `${file}: ${all} projects, said: ${await output()}`);
  const lists = await page.locator('table.appendix').count();
  const counted = [...(await output()).matchAll(/(\d+) of (\d+) in Appendix/g)].map(list => Number(list[1]));
  claim(lists < 2 || counted.length === lists && counted.reduce((sum, count) => sum + count, 0) === all, `${file}: by list: ${await output()}`);
  for (const name of ['area', 'status']) {
    const offered = (await page.locator(`#filter select[name=${name}] option`).allTextContents()).slice(1);
    const terms = await page.locator('#words > dl:first-of-type > dt').allTextContents();
    const known = offered.filter(option => terms.includes(option));
    claim(known.length > 0 && known.join() === terms.filter(term => known.includes(term)).join(), `${file}: ${name} is offered as ${offered}`);
    claim(offered.slice(0, known.length).join() === known.join(), `${file}: what is no term stands among them: ${offered}`);
  }
  const first = await rows.first().locator('td').nth(1).textContent();
  await page.locator('#filter select[name=city]').focus();
  await page.locator('#filter select[name=city]').selectOption(first);
  const cities = await rows.locator('td:nth-child(2)').allTextContents();
  claim(cities.length > 0 && cities.every(city => city === first), `${file}: of ${first} it shows ${cities}`);
  const title = await rows.first().getAttribute('id');
  await page.locator('#filter input[name=words]').focus();
  await page.keyboard.type('zzzz');
  claim(await rows.count() === 0 && (await output()).startsWith('No project matches. 0 '), `${file}: words that stand nowhere find ${await rows.count()}: ${await output()}`);
  const empty = page.locator('section:has(table.appendix) p.none:visible');
  claim(await empty.count() === lists, `${file}: ${await empty.count()} of ${lists} lists say that nothing matches`);
  claim(await page.locator('table.appendix:visible').count() === 0, `${file}: a head stands over no row`);
  await page.evaluate(id => { location.hash = id; }, title);
  await page.waitForTimeout(100);
  claim(await page.locator(`#${title}`).isVisible(), `${file}: a link to a project that is not shown leads nowhere`);
  claim(await rows.count() === all, `${file}: ${await rows.count()} of ${all} come back`);
  claim(await empty.count() === 0, `${file}: a list with projects says that nothing matches`);
  claim(said.length === 0, `${file}: ${said.join('; ')}`);
  await context.close();
}

// On a phone a row with words is a card no wider than the screen, and for those who listen it is the same table as on a desk.
async function cards(file) {
  const told = [];
  for (const width of [1280, 390]) {
    const { context, page } = await open(file, { viewport: { width, height: 900 } });
    const wide = await page.evaluate(() => [...document.querySelectorAll('.scroll:has(.cards)')]
      .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.querySelector('caption').textContent));
    claim(wide.length === 0, `${file}, ${width} px: cards wider than the screen: ${wide.join('; ')}`);
    const session = await context.newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const parts = ['table', 'rowgroup', 'row', 'rowheader', 'columnheader', 'cell'];
    told.push(parts.map(part => `${nodes.filter(node => node.role?.value === part).length} ${part}`).join(', '));
    await context.close();
  }
  claim(told[0] === told[1], `${file}: a desk tells ${told[0]}, a phone ${told[1]}`);
}

// On paper a page is as long as is kept, and no drawing is longer than a sheet, so none is cut in two.
async function paper(file) {
  const name = file.split(path.sep).slice(-2).join('/');
  const { context, page } = await open(file, { viewport: { width: 673, height: 986 } });
  await page.emulateMedia({ media: 'print' });
  // The height of A4 without its margins, in pixels of 1/96 inch.
  const tall = await page.evaluate(() => [...document.querySelectorAll('figure')]
    .filter(figure => figure.getBoundingClientRect().height > 986).map(figure => figure.parentElement.id));
  claim(tall.length === 0, `${file}: too tall for a sheet: ${tall.join(', ')}`);
  const cut = await page.evaluate(() => [...document.querySelectorAll('figure')]
    .filter(figure => getComputedStyle(figure).breakInside !== 'avoid').length);
  claim(cut === 0, `${file}: ${cut} drawings may be cut`);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const sheets = (pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length;
  if (file.includes(`${path.sep}briefs${path.sep}`)) {
    claim(sheets <= 2, `${file}: a brief of ${sheets} sheets of paper`);
    await context.close();
    return;
  }
  // Another release of the browser may break a line elsewhere.
  const kept = JSON.parse(require('node:fs').readFileSync(new URL('sheets.json', import.meta.url), 'utf8'))[name];
  claim(Math.abs(sheets - kept) <= 2, `${file}: ${sheets} sheets of paper, ${kept} are kept in sheets.json`);
  await context.close();
}

// Every number opens its receipt: by click, by keyboard, and from a link.
async function receipts(file) {
  const { context, page, said } = await open(file, { viewport: { width: 1280, height: 900 } });
  const figures = page.locator('[data-f]');
  const count = await figures.count();
  claim(count > 10, `${file}: only ${count} numbers lead to a receipt`);
  const orphans = await page.evaluate(() => {
    let before = '';
    const known = new Set(JSON.parse(document.getElementById('receipts').textContent).ids.map(short => {
      const [, alike, rest] = short.match(/^(\d+) (.*)$/);
      return before = before.slice(0, Number(alike)) + rest;
    }));
    return [...document.querySelectorAll('[data-f]')].filter(f => !known.has(f.dataset.f) || !f.textContent.trim()).map(f => f.dataset.f);
  });
  claim(orphans.length === 0, `${file}: without a receipt: ${orphans.slice(0, 5)}`);
  const dialog = page.locator('#receipt');
  const first = figures.first();
  await first.click();
  claim(await dialog.isVisible(), `${file}: a click opens no receipt`);
  claim((await page.locator('#receipt-body').textContent()).includes(await first.getAttribute('data-f')), `${file}: the receipt does not name its figure`);
  await page.keyboard.press('Escape');
  claim(!(await dialog.isVisible()), `${file}: Escape does not close the receipt`);
  claim(await first.evaluate(f => f === document.activeElement), `${file}: the focus is lost when a receipt closes`);
  await page.keyboard.press('Enter');
  claim(await dialog.isVisible(), `${file}: Enter opens no receipt`);
  await page.locator('#receipt-close').click();
  // From number to number within a table, and one stop a table for those who go on with Tab.
  const table = page.locator('table:has([data-f])').first();
  const cells = table.locator('[data-f]');
  await cells.first().focus();
  await page.keyboard.press('ArrowRight');
  claim(await cells.nth(1).evaluate(f => f === document.activeElement), `${file}: an arrow does not lead to the next number`);
  const stops = await table.evaluate(t => [...t.querySelectorAll('[data-f]')].filter(f => f.tabIndex === 0 && f.closest('table,p,li,dl,figure,section') === t).length);
  claim(stops <= 1, `${file}: ${stops} stops in one table`);
  claim(said.length === 0, `${file}: ${said.join('; ')}`);
  await context.close();
  const id = await (async () => { const { context, page } = await open(file, {}); const id = await page.locator('[data-f]').first().getAttribute('data-f'); await context.close(); return id; })();
  const linked = await open(file, {}, '#receipt=' + id);
  claim(await linked.page.locator('#receipt').isVisible(), `${file}: a link to a receipt does not open it`);
  await linked.context.close();
  // So it does in a page that is open, on the way back and forth too.
  const later = await open(file, {});
  const shown = later.page.locator('#receipt');
  await later.page.evaluate(id => { location.hash = 'receipt=' + id; }, id);
  await shown.waitFor({ timeout: 2000 }).catch(() => claim(false, `${file}: an address that is changed to a receipt does not open it`));
  await later.page.goBack();
  await shown.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => claim(false, `${file}: the way back leaves the receipt open`));
  await later.page.goForward();
  await shown.waitFor({ timeout: 2000 }).catch(() => claim(false, `${file}: the way forward does not open the receipt`));
  await later.context.close();
}

for (const file of pages) {
  for (const width of [320, 390, 768, 1280]) for (const scheme of ['light', 'dark']) await rules(file, width, scheme);
  if (!file.endsWith('index.html')) await receipts(file);
  await paper(file);
  await cards(file);
  await keeping(file);
  await finding(file);
}
for (const file of printed) await paper(file);
await browser.close();
for (const fault of faults) console.log(fault);
console.log(`${claims} claims, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
