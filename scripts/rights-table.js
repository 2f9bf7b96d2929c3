import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { permissionInTheirName } from '../dist/upgrade/decision.js';
import { verbs } from '../dist/upgrade/run/commands.js';
import { permissionTo } from '../dist/upgrade/run/decide.js';
import { permissionToBegin } from '../dist/upgrade/run/entering.js';
import { permissionToResume } from '../dist/upgrade/run/resume.js';
import { billingRoles, directoryRoles, rolesThatMay } from '../dist/upgrade/tenant/roles.js';

/** The table of who may do what in SECURITY.md. `node scripts/rights-table.js` writes it anew after a build. */

const file = new URL('../SECURITY.md', import.meta.url);
const [from, to] = ['<!-- rights -->\n', '\n<!-- /rights -->'];

/** Where a run goes on after trouble, by the name that the table has for it. */
const resumes = [
  ...['checkout', 'manualVerify', 'manualReassign', 'adminTask', 'transition'].map((is) => [is, { is }]),
  ...['order', 'reassign', 'guide'].map((before) => [`preparing for ${before}`, { is: 'preparing', before }]),
  ...['order', 'account'].map((of) => [`creditCheck of ${of}`, { is: 'creditCheck', of }]),
  ...['ordering', 'cancelling', 'locating', 'reassigning', 'undoing', 'restoring'].map((is) => [is, { is }]),
];

const actions = [
  ...verbs.filter((verb) => verb !== 'retry').map((verb) => [`\`${verb}\``, permissionTo(verb)]),
  ...resumes.map(([name, resume]) => [`\`retry\`: ${name}`, permissionToResume(resume)]),
  ...Object.entries(permissionToBegin).map(([begins, needs]) => [`the chosen time comes: ${begins}`, needs]),
  ...Object.entries(permissionInTheirName).map(([what, needs]) => [`in their name: ${what}`, needs]),
  ['a link to a report', 'see'],
];

const titleOf = (role) => role.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const titles = [...directoryRoles, ...billingRoles].map(titleOf);

const row = (cells) => `| ${cells.join(' | ')} |`;

function table() {
  const mark = (granting) => (role) => (granting.includes(role) ? 'yes' : '–');
  const marks = (needs) => [
    ...directoryRoles.map(mark(rolesThatMay(needs))),
    ...billingRoles.map(mark(rolesThatMay(needs, ['noBillingRole']))),
  ];
  return [
    row(['action', 'takes', ...titles, 'no role']),
    row(['---', '---', ...titles.map(() => '---'), '---']),
    ...actions.map(([action, needs]) => row([action, needs, ...marks(needs), '–'])),
  ].join('\n');
}

/** SECURITY.md with the table as the rules have it now. */
export function withRights(text = readFileSync(file, 'utf8')) {
  const [before, rest = ''] = text.split(from);
  return `${before}${from}${table()}${to}${rest.split(to)[1] ?? ''}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(file, withRights());
