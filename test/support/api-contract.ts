import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Exchange } from './exchange.js';
import { type Operation, readDescription, templateFor, validatorOf } from './openapi.js';
import { schemaExceptions } from './schema-exceptions.js';
import { unknownFields } from './unknown-fields.js';

/** Checks requests and answers against the published description of an API. */
export type Contract = {
  /** What is wrong with an exchange, beside the known exceptions; empty when nothing is. */
  faults(exchange: Exchange): string[];
};

/**
 * @param file the name of the description
 * @param base what all of its paths are below in the addresses that are checked
 */
export function readContract(file: string, base: string): Contract {
  const description = readDescription(file);
  const ajv = validatorOf(description);
  const loose = new Ajv2020({ strict: false, coerceTypes: true });

  const compiled = new Map<string, ValidateFunction>();
  function validatorAt(...pointer: string[]): ValidateFunction {
    const $ref = `api#/${[...pointer, 'content', 'application/json', 'schema'].map(escaped).join('/')}`;
    const validate = compiled.get($ref) ?? ajv.compile({ $ref });
    compiled.set($ref, validate);
    return validate;
  }

  function bodyFaults(what: string, body: unknown, ...pointer: string[]): string[] {
    const validate = validatorAt(...pointer);
    return validate(body) ? [] : [`${what}: ${ajv.errorsText(validate.errors, { dataVar: what })}`];
  }

  function parameterFaults({ parameters }: Operation, url: URL, headers: Headers): string[] {
    const given = (one: { in: string; name: string }) =>
      one.in === 'query' ? url.searchParams.get(one.name) : one.in === 'header' ? headers.get(one.name) : undefined;
    const isNamed = (name: string) => parameters.some((one) => one.in === 'query' && one.name === name);
    const unknown = [...url.searchParams.keys()].filter((name) => !isNamed(name));
    const missing = parameters.filter((one) => one.required && given(one) === null);
    const wrong = parameters.filter((one) => {
      const value = given(one);
      return typeof value === 'string' && !loose.validate({ properties: { value: one.schema ?? {} } }, { value });
    });
    return [
      ...unknown.map((name) => `query parameter ${name} is not described`),
      ...missing.map((one) => `${one.in} ${one.name} is missing`),
      ...wrong.map((one) => `${one.in} ${one.name} is not as described: ${given(one)}`),
    ];
  }

  function requestFaults({ requestBody }: Operation, sent: unknown, ...at: string[]): string[] {
    if (!requestBody) return sent === undefined ? [] : ['request: a body is not described'];
    const schema = requestBody.content?.['application/json']?.schema;
    const unknown = unknownFields(description, schema, sent).map((name) => `request: ${name} is not described`);
    return [...bodyFaults('request', sent, ...at, 'requestBody'), ...unknown];
  }

  function answerFaults({ responses }: Operation, { status, got }: Exchange, ...at: string[]): string[] {
    if (status === undefined) return [];
    const described = [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((one) => responses[one]);
    if (described === undefined) return [`status ${status} is not described`];
    const hasBody = responses[described]?.content?.['application/json'] !== undefined;
    return hasBody ? bodyFaults(`answer ${status}`, got, ...at, 'responses', described) : [];
  }

  return {
    faults(exchange) {
      const { method, path, request, sent } = exchange;
      const url = new URL(path.slice(base.length), 'http://any');
      const pathname = decodeURIComponent(url.pathname);
      const template = templateFor(description, pathname);
      const verb = method.toLowerCase();
      const operation = template === undefined ? undefined : description.paths[template]?.[verb];
      if (template === undefined || !operation) return withoutExceptions(file, [`${method} ${path}: is not described`]);
      const at = ['paths', template, verb];
      const faults = [
        ...parameterFaults(operation, url, request),
        ...requestFaults(operation, sent, ...at),
        ...answerFaults(operation, exchange, ...at),
      ];
      return withoutExceptions(
        file,
        faults.map((fault) => `${method} ${template}: ${fault}`),
      );
    },
  };
}

function withoutExceptions(file: string, faults: readonly string[]): string[] {
  return faults.filter((fault) => !schemaExceptions.some((one) => one.file === file && one.fault.test(fault)));
}

function escaped(part: string): string {
  return encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'));
}
