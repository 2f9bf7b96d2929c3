import { type Ask, command } from './ask.js';
import { numberFrom } from './intent-arguments.js';
import { anyOfTexts, saidFor } from './said.js';

/**
 * Two plans for the people of one: "the Sales group to Microsoft 365 E5, the rest to Microsoft 365 E3". Who goes to the
 * first is a group, a department, a list of names or, to be asked back, a number. Understood in every language.
 */

const words = (meaning: string): string => `(?:${anyOfTexts(saidFor(meaning))})`;

const lead = `(?:${words('splitMove')}\\s+)*`;
const article = `(?:${words('splitThe')}\\s+)?`;
const whole = new RegExp(
  `^${lead}(?<who>.+?)\\s+${words('splitTo')}\\s+(?<plan>[^,;]+?)` +
    `(?:\\s*[,;]\\s*|\\s+)(?:${words('splitAnd')}\\s+)?${words('splitRest')}\\s+${words('splitTo')}\\s+(?<rest>.+)$`,
  'iu',
);
const group = partCalled('splitGroup');
const department = partCalled('splitDepartment');
const counted = new RegExp(`^(?<count>[\\d ]+?)(?:\\s+${words('splitPeople')})?$`, 'iu');

/** "the Sales group", "group Sales". */
function partCalled(meaning: string): RegExp {
  const kind = words(meaning);
  return new RegExp(`^${article}(?:${kind}\\s+(?<after>.+)|(?<before>.+?)\\s+${kind})$`, 'iu');
}

/** The two plans and who goes to the first of them; undefined where the text says no such thing. */
export function splitFrom(text: string): Ask | undefined {
  const { who = '', plan = '', rest = '' } = whole.exec(text)?.groups ?? {};
  if (who === '') return undefined;
  return command({ do: 'splitPeople', plan: plan.trim(), rest: rest.trim(), ...whoFrom(who.trim()) });
}

function whoFrom(who: string) {
  const count = numberFrom(counted.exec(who)?.groups?.count?.trim() ?? '');
  if (count !== undefined) return { count };
  const inGroup = nameIn(group, who);
  if (inGroup !== undefined) return { group: inGroup };
  const inDepartment = nameIn(department, who);
  return inDepartment === undefined ? { people: namesIn(who) } : { department: inDepartment };
}

const between = new RegExp(`\\s+${words('splitAnd')}\\s+`, 'giu');

/** What was pasted line by line has come as one line: sign-in names have no spaces in them. */
function namesIn(who: string): string {
  const listed = who.replace(between, ', ');
  const pieces = listed.split(/[\s,;]+/).filter(Boolean);
  return pieces.every((piece) => piece.includes('@')) ? pieces.join(', ') : listed;
}

function nameIn(pattern: RegExp, who: string): string | undefined {
  const { after, before } = pattern.exec(who)?.groups ?? {};
  const name = (after ?? before)?.replace(/^["“”'„«»]+|["“”'„«»]+$/g, '').trim();
  return name === '' ? undefined : name;
}
