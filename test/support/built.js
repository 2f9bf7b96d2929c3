import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';

const sources = fileURLToPath(new URL('../../src/', import.meta.url));
const self = readFileSync(fileURLToPath(import.meta.url), 'utf8');

/**
 * A transform for the product's sources: what a test imports of them is what was built, which a worker loads once and not
 * again for every test file (environment.js). Not where sources are to be counted or changed.
 */
export default {
  getCacheKey: (source, path) => createHash('sha1').update([self, path, source].join('\0')).digest('hex'),
  process(source, path) {
    const built = relative(sources, path).replace(/\.ts$/, '.js');
    const names = parseSync(source, { syntax: 'typescript', target: 'es2022' }).body.flatMap(exportedBy);
    return { code: `const { ${names.join(', ')} } = await importBuilt('${built}');\nexport { ${names.join(', ')} };` };
  },
};

/** The names by which a statement hands out what is there at run time. */
function exportedBy(statement) {
  switch (statement.type) {
    case 'ExportDeclaration':
      return declaredBy(statement.declaration);
    case 'ExportNamedDeclaration':
      return statement.specifiers
        .filter(({ isTypeOnly }) => !isTypeOnly && !statement.typeOnly)
        .map(({ exported, orig }) => (exported ?? orig).value);
    case 'ExportAllDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportDefaultExpression':
      throw new Error(`sources export by name: ${statement.type}`);
    default:
      return [];
  }
}

function declaredBy(declaration) {
  switch (declaration.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return [declaration.identifier.value];
    case 'VariableDeclaration':
      return declaration.declarations.map(({ id }) => id.value);
    default:
      return [];
  }
}
