// node check_api.mjs OPENAPI.YAML PRINT_API: the document is valid OpenAPI, it
// and the server name the same calls, and what both sides write fits it.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {Validator} from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {parse} from 'yaml';

const [documentPath, printApi] = process.argv.slice(2);
const methods = ['get', 'put', 'post', 'delete', 'patch'];

const validity = await new Validator().validate(documentPath);
assert.ok(validity.valid, JSON.stringify(validity.errors, null, 2));

const api = parse(readFileSync(documentPath, 'utf8'));
const real = JSON.parse(execFileSync(printApi, {encoding: 'utf8'}));

const documented = Object.entries(api.paths).flatMap(([path, item]) =>
    methods.filter((method) => method in item).map((method) => `${method.toUpperCase()} ${path}`));
assert.deepEqual(documented.sort(), real.routes.sort());

const ajv = addFormats(new Ajv2020({strict: false, allErrors: true}));
ajv.addSchema(api, 'api');
const checkBody = (pointer, body) => {
  const fits = ajv.compile({$ref: `api#${pointer}`});
  assert.ok(fits(body), `${pointer}: ${ajv.errorsText(fits.errors)}\n${JSON.stringify(body)}`);
};
for (const {schema, body} of real.bodies) checkBody(`/components/schemas/${schema}`, body);

// Every problem the server knows is described somewhere in the document.
const text = readFileSync(documentPath, 'utf8');
for (const problem of real.problems) {
  checkBody('/components/schemas/Problem', problem);
  const name = problem.type.replace('urn:linli:problem:', '');
  assert.ok(name === 'not-found' || text.includes(`\`${name}\``), `${name} is not documented`);
}

let examples = 0;
const walk = (node) => {
  if (node === null || typeof node !== 'object') return;
  if (node.schema?.$ref && node.examples) {
    for (const {value} of Object.values(node.examples)) {
      checkBody(node.schema.$ref.slice(1), value);
      ++examples;
    }
  }
  Object.values(node).forEach(walk);
};
walk(api);
console.log(`${documented.length} calls, ${real.bodies.length} bodies, ${real.problems.length} problems, ${examples} examples`);
