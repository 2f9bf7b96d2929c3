import { expect } from '@jest/globals';
import { readDescription, validatorOf } from './openapi.js';

/**
 * Reads a description, and gives an expectation that a body fits one of its named schemas.
 * @throws when there is no schema of that name
 */
export function schemasOf(file: string): (schema: string, body: unknown) => void {
  const ajv = validatorOf(readDescription(file));
  return (schema, body) => {
    const validate = ajv.getSchema(`api#/components/schemas/${schema}`);
    if (!validate) throw new Error(`no schema ${schema}`);
    const problems = validate(body) ? [] : validate.errors?.map((error) => `${error.instancePath} ${error.message}`);
    expect(problems).toEqual([]);
  };
}
