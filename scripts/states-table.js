import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { stateNames, states } from '../dist/upgrade/run/run.js';

/** The table of states in CONTRIBUTING.md, made of the state files. `node scripts/states-table.js` writes it anew. */

const file = new URL('../CONTRIBUTING.md', import.meta.url);
const [from, to] = ['<!-- states -->\n', '\n<!-- /states -->'];

const code = (names) => names.map((name) => `\`${name}\``).join(' ');

function stepOf({ step }) {
  if (typeof step === 'function') return 'as its run';
  return step.automatic === step.manual ? step.manual : `${step.automatic}, ${step.manual}`;
}

function rowOf(name) {
  const state = states[name];
  const card = typeof state.card === 'function' ? 'as its run' : code([state.card]);
  return [`\`${name}\``, stepOf(state), card, code(Object.keys(state.verbs)), code(Object.keys(state.findings))];
}

function table() {
  const rows = [
    ['state', 'step (Upgrade tab, by hand)', 'card', 'a person may', 'the engine may find'],
    ['---', '---', '---', '---', '---'],
    ...stateNames.map(rowOf),
  ];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** CONTRIBUTING.md with the table as the state files have it now. */
export function withTable(text = readFileSync(file, 'utf8')) {
  const [before, rest = ''] = text.split(from);
  return `${before}${from}${table()}${to}${rest.split(to)[1] ?? ''}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(file, withTable());
