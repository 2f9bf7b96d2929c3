import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { z } from 'zod';

/** A published description of an API, whether it is written as OpenAPI 3 or as Swagger 2, in one form. */

/** The folder of the descriptions; without it, or where it is empty, nothing is compared with them. */
export const schemasDir = process.env.SCHEMAS_DIR || undefined;

const bodySchema = z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })).optional() });
const parameterSchema = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: z.unknown(),
});
const operationSchema = z.object({
  parameters: z.array(parameterSchema).default([]),
  requestBody: bodySchema.extend({ required: z.boolean().optional() }).optional(),
  responses: z.record(z.string(), bodySchema),
});
const descriptionSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) });

export type Operation = z.infer<typeof operationSchema>;
export type Description = z.infer<typeof descriptionSchema>;

type Loose = Record<string, unknown>;
type SwaggerParameter = Loose & { in: string; schema?: unknown; required?: boolean };
type SwaggerOperation = { parameters?: SwaggerParameter[]; responses: Record<string, { schema?: unknown }> };

/** @param file the name of a description in {@link schemasDir} @throws when it cannot be read or is something else */
export function readDescription(file: string): Description {
  const read = JSON.parse(readFileSync(join(schemasDir ?? '', file), 'utf8')) as Loose;
  return descriptionSchema.parse(read.swagger === undefined ? read : fromSwagger(read));
}

/** A validator that knows a description as `api`, so that a schema in it is `api#/…`. */
export function validatorOf(description: Description): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajvFormats.default(ajv);
  ajv.addSchema(description, 'api');
  return ajv;
}

/** The path of the description that an address below it has, with what may be done there. */
export function templateFor(description: Description, pathname: string): string | undefined {
  return Object.keys(description.paths).find((template) => patternOf(template).test(pathname));
}

function patternOf(template: string): RegExp {
  const literal = template.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('[^/]+')}$`, 'i');
}

function fromSwagger(swagger: Loose): Loose {
  const paths = swagger.paths as Record<string, Record<string, SwaggerOperation>>;
  const operations = (byMethod: Record<string, SwaggerOperation>) => mapped(byMethod, operationOf);
  return { ...(nullable(swagger) as Loose), paths: mapped(paths, operations) };
}

function operationOf({ parameters = [], responses }: SwaggerOperation): Loose {
  const body = parameters.find((one) => one.in === 'body');
  const others = parameters.filter((one) => one.in !== 'body');
  return {
    parameters: others.map((one) => ({ ...one, schema: { type: one.type } })),
    ...(body ? { requestBody: { required: body.required, ...contentOf(body.schema) } } : {}),
    responses: mapped(responses, ({ schema }) => contentOf(schema)),
  };
}

function contentOf(schema: unknown): Loose {
  return schema === undefined ? {} : { content: { 'application/json': { schema: nullable(schema) } } };
}

/** Swagger 2 has no null; `x-nullable` stands for it. */
function nullable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(nullable);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = mapped(schema as Loose, nullable);
  return inner['x-nullable'] === true && typeof inner.type === 'string'
    ? { ...inner, type: [inner.type, 'null'] }
    : inner;
}

function mapped<From, To>(object: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
