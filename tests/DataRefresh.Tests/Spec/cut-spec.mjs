// Cuts a large OpenAPI file down to the operations that a connector uses, so that the stand-in starts in seconds, and
// collects their published examples.
//   node cut-spec.mjs SPEC.yaml OPERATIONS.txt OUT.json EXAMPLES.json
// OPERATIONS.txt has one "get /path" a line.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const [specFile, operationsFile, outFile, examplesFile] = process.argv.slice(2);
const spec = parse(readFileSync(specFile, 'utf8'), { maxAliasCount: -1 });
const wanted = readFileSync(operationsFile, 'utf8').split('\n').filter(Boolean).map(line => line.split(' '));

const paths = {};
for (const [method, path] of wanted) {
  const item = spec.paths[path];
  if (!item?.[method]) throw new Error(`The specification has no ${method} ${path}.`);
  paths[path] ??= { parameters: item.parameters };
  paths[path][method] = item[method];
}

const at = reference => reference.slice(2).split('/')
  .reduce((node, key) => node[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')], spec);

// Components are kept whole by name: references also point inside of them.
const components = {};
const follow = node => {
  if (Array.isArray(node)) return node.forEach(follow);
  if (node === null || typeof node !== 'object') return;
  if (typeof node.$ref === 'string') {
    const [, , kind, name] = node.$ref.split('/');
    if (node.$ref.startsWith('#/paths/')) return follow(at(node.$ref));
    if (!components[kind]?.[name]) {
      (components[kind] ??= {})[name] = spec.components[kind][name];
      follow(spec.components[kind][name]);
    }
  }
  Object.values(node).forEach(follow);
};
follow(paths);

// References into paths that were cut are put in place.
const inline = node => {
  if (Array.isArray(node)) return node.map(inline);
  if (node === null || typeof node !== 'object') return node;
  if (typeof node.$ref === 'string' && node.$ref.startsWith('#/paths/')) return inline(at(node.$ref));
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inline(value)]));
};

const examples = [];
for (const [method, path] of wanted)
  for (const [status, response] of Object.entries(spec.paths[path][method].responses)) {
    const content = (response.$ref ? at(response.$ref) : response).content?.['application/json'];
    for (const [name, example] of Object.entries(content?.examples ?? {}))
      examples.push({ method, path, status, name, value: (example.$ref ? at(example.$ref) : example).value });
    if (content?.example !== undefined) examples.push({ method, path, status, name: 'example', value: content.example });
  }

const { openapi, info, security } = spec;
components.securitySchemes = spec.components.securitySchemes;
writeFileSync(outFile, JSON.stringify(inline({ openapi, info: { title: info.title, version: info.version }, servers: [{ url: '/' }], security, paths, components })));
writeFileSync(examplesFile, JSON.stringify(examples));
