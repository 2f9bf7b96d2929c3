/**
 * Learns what tells questions apart when the program is built, so that nobody's first question waits for it. What was
 * learned of the same before is left as it is.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const of = 'dist/learned/of';
const now = digest();

if (!existsSync(of) || readFileSync(of, 'utf8') !== now) {
  const { createKnowledge } = await import('../dist/knowledge/index.js');
  const { learningInto } = await import('../dist/knowledge/learned.js');
  const learned = learningInto();
  for (const _ of createKnowledge({ learned }).preparing());
  learned.tidy();
  writeFileSync(of, now);
}

/** Of everything that it is learned from. */
function digest() {
  const hash = createHash('sha256').update(readFileSync('node_modules/@orama/stemmers/package.json'));
  for (const folder of ['dist/knowledge', 'src/knowledge'])
    for (const name of readdirSync(folder, { recursive: true }).sort())
      if (/\.js(on)?$/.test(name)) hash.update(`${name}\n`).update(readFileSync(`${folder}/${name}`));
  return hash.digest('hex');
}
