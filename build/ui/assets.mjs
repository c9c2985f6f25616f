// Copies what the browser needs out of node_modules and packs the icons that we use into one sprite.
// Usage: node assets.mjs HOST_FOLDER
import { mkdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const host = process.argv[2];
const from = path => join(host, 'node_modules', path);
const to = path => join(host, 'wwwroot', 'lib', path);

rmSync(to(''), { recursive: true, force: true });
mkdirSync(to(''), { recursive: true });

const files = {
  'tabler.css': ['@tabler/core/dist/css/tabler.min.css'],
  // One file: htmx starts right after its script, and an extension that came later would be left out.
  'htmx.js': ['htmx.org/dist/htmx.min.js', 'htmx.org/dist/ext/hx-sse.min.js'],
};
// Source maps are not shipped, so their address would be a 404.
const text = source => readFileSync(from(source), 'utf8').replace(/\n?(\/\/|\/\*)# sourceMappingURL=[^\n*]*(\*\/)?\s*$/, '\n');
for (const [target, sources] of Object.entries(files)) writeFileSync(to(target), sources.map(text).join(';\n'));

const names = readFileSync(join(host, 'icons.txt'), 'utf8').split('\n').map(line => line.trim()).filter(Boolean);
const symbols = names.map(name => {
  const file = from(`@tabler/icons/icons/outline/${name}.svg`);
  if (!existsSync(file)) {
    console.error(`icons.txt(1): error UI002: there is no Tabler icon "${name}"`);
    process.exit(1);
  }
  const shape = readFileSync(file, 'utf8').replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shape}</symbol>`;
});
writeFileSync(to('icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('\n')}</svg>\n`);
