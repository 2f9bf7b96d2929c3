import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/**
 * Checks a manifest or localization file against Microsoft's own JSON schema.
 * @param {string} folder where the schemas are
 * @param {string} schemaName file name of the schema
 * @param {unknown} content
 * @returns {string[]} what is wrong; empty when it fits
 */
export function officialProblems(folder, schemaName, content) {
  // The schema is of draft 4, which Ajv reads once its version is left out: what it uses means the same in
  // draft 7. Its patterns are no Unicode patterns either.
  const { $schema: _, ...schema } = JSON.parse(readFileSync(join(folder, schemaName), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  if (validate(content)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message} (${schemaName})`);
}
