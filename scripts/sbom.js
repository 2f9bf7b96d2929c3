/**
 * The software bill of materials of what production runs: `npm run sbom` writes build/sbom.json (CycloneDX 1.5), read
 * from the lock alone, so that it says what `npm ci --omit=dev --omit=optional` installs whatever lies in node_modules.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { licenceOf, runtimePackages } from './licences.js';

const cwd = fileURLToPath(new URL('../', import.meta.url));
// Told to leave development packages out, npm also leaves out what both they and production use.
const everything = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];

function billOfMaterials() {
  const bill = JSON.parse(execFileSync('npm', everything, { cwd, encoding: 'utf8', maxBuffer: 1e8 }));
  const isOurs = ofProduction(bill);
  return {
    ...bill,
    components: bill.components.filter((component) => isOurs(component['bom-ref'])).map(asProductionHasIt),
    dependencies: bill.dependencies
      .filter(({ ref }) => isOurs(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isOurs) })),
  };
}

/** @returns whether a package is in production, or the product itself, by the name it has in the bill */
function ofProduction({ metadata }) {
  const ours = new Set(runtimePackages().map(({ name, version }) => `${name}@${version}`));
  ours.add(metadata.component['bom-ref']);
  return (ref) => ours.has(ref);
}

/** With the licence where npm finds none, and its own name where npm tells the one whose place it takes. */
function asProductionHasIt(told) {
  const ref = told['bom-ref'];
  const component = { ...told, name: ref.slice(0, ref.lastIndexOf('@')) };
  const id = component.licenses === undefined && licenceOf(component.name);
  return id ? { ...component, licenses: [{ license: { id } }] } : component;
}

const folder = process.argv[2] ?? 'build';
const bill = billOfMaterials();
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/sbom.json`, `${JSON.stringify(bill, null, 2)}\n`);
console.log(`${folder}/sbom.json: ${bill.components.length} packages`);
