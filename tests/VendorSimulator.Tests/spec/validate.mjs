// Usage: node validate.mjs <openapi.yaml> <answers.json>
// Validates each collected answer against the schema its operation and status have in the vendor's OpenAPI file,
// and reports properties the file does not know: its schemas are open, so a misspelt name would pass otherwise.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

const [specPath, answersPath] = process.argv.slice(2);
const spec = parse(readFileSync(specPath, "utf8"), { maxAliasCount: -1 });
const answers = JSON.parse(readFileSync(answersPath, "utf8"));

// The file says 3.1 but still writes 3.0's "nullable", which JSON Schema does not know.
function widenNullable(node) {
  if (Array.isArray(node)) return node.forEach(widenNullable);
  if (node === null || typeof node !== "object") return;
  if (node.nullable === true && typeof node.type === "string") {
    node.type = [node.type, "null"];
    if (Array.isArray(node.enum)) node.enum.push(null);
  }
  if (typeof node.nullable === "boolean") delete node.nullable;
  for (const [key, value] of Object.entries(node)) if (key !== "example" && key !== "examples") widenNullable(value);
}

function resolve(node) {
  while (node?.$ref) {
    node = node.$ref
      .slice(2)
      .split("/")
      .reduce((at, step) => at?.[decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~")], spec);
  }
  return node;
}

function collect(schema, found = { properties: new Map(), items: [], open: false }) {
  schema = resolve(schema);
  if (!schema) return found;
  if (schema.additionalProperties && typeof schema.additionalProperties === "object") found.open = true;
  if (schema.additionalProperties === true) found.open = true;
  for (const part of [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) collect(part, found);
  for (const [name, property] of Object.entries(schema.properties ?? {})) found.properties.set(name, property);
  if (schema.items) found.items.push(schema.items);
  return found;
}

function unknown(schema, value, path, problems) {
  if (value === null || typeof value !== "object") return;
  const known = collect(schema);
  if (Array.isArray(value)) {
    if (known.items.length > 0) value.forEach((item) => unknown(known.items[0], item, `${path}[]`, problems));
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (known.properties.has(name)) unknown(known.properties.get(name), inner, `${path}.${name}`, problems);
    else if (!known.open) problems.add(`${path}.${name} is not in the specification`);
  }
}

const pointer = (text) => text.replaceAll("~", "~0").replaceAll("/", "~1");

widenNullable(spec);
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats(ajv);
for (const format of ["decimal", "ISO4217", "int32", "int64", "url"]) ajv.addFormat(format, true);
ajv.addSchema(spec, "spec");

const problems = new Set();
const checks = new Map();

function checkFor(answer) {
  const key = `${answer.method} ${answer.operation} ${answer.status}`;
  if (checks.has(key)) return checks.get(key);

  const operation = spec.paths[answer.operation]?.[answer.method.toLowerCase()];
  const direct = operation?.responses[answer.status];
  let check = { missing: `${key} is not in the specification` };
  if (direct) {
    const base = direct.$ref
      ? direct.$ref
      : `#/paths/${pointer(answer.operation)}/${answer.method.toLowerCase()}/responses/${answer.status}`;
    const schema = resolve(direct).content?.["application/json"]?.schema;
    check = schema
      ? { schema, validate: ajv.compile({ $ref: `spec${encodeURI(base)}/content/application~1json/schema` }) }
      : { empty: true };
  }
  checks.set(key, check);
  return check;
}

for (const answer of answers) {
  const key = `${answer.method} ${answer.operation} ${answer.status}`;
  const check = checkFor(answer);
  if (check.missing) problems.add(check.missing);
  else if (check.empty) {
    if (answer.body !== null) problems.add(`${key}: a body where the specification has none`);
  } else {
    if (!check.validate(answer.body))
      for (const error of check.validate.errors.slice(0, 10))
        problems.add(`${key}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
    unknown(check.schema, answer.body, key, problems);
  }
}

for (const problem of [...problems].slice(0, 100)) console.log(problem);
if (problems.size > 0) process.exit(1);
console.log(`${answers.length} answers valid against ${checks.size} schemas`);
