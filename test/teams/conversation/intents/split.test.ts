import { describe, expect, it } from '@jest/globals';
import { readWords } from '../../../../src/teams/cards/words/texts.js';
import { createIntents } from '../../../../src/teams/conversation/intents/intents.js';
import { aRun } from '../../../support/runs.js';

/** Who goes to which of two plans, as people write it. */

const read = createIntents(readWords('src/locales'));
const run = aRun({ path: 'manual', state: { is: 'choosingPlan' } });
const meant = (said: string) => read(said, { run, sandbox: true });
const two = (plan: string, rest: string, who: object) => ({
  is: 'command',
  command: { do: 'splitPeople', plan, rest, ...who },
});

describe('two plans are understood', () => {
  it.each([
    ['100 to E5, the rest to E3', two('E5', 'E3', { count: 100 })],
    ['1 200 people to E5 and everyone else to E3.', two('E5', 'E3', { count: 1200 })],
    ['the Sales group to E5 and the rest to E3', two('E5', 'E3', { group: 'Sales' })],
    ['Move the group "Sales, North" to Microsoft 365 E5, the rest to Microsoft 365 E3', group('Sales, North')],
    ['everyone in the Finance department to Microsoft 365 E5, all others to Microsoft 365 E3', department('Finance')],
    [
      'adele@contoso.com, Megan Bowen to E5; the rest to E3',
      two('E5', 'E3', { people: 'adele@contoso.com, Megan Bowen' }),
    ],
    ['a@x.example\nb@x.example\nc@x.example to E5, the rest to E3', signedIn('a@x.example, b@x.example, c@x.example')],
    ['Adele Vance och Megan Bowen till E5, resten till E3', signedIn('Adele Vance, Megan Bowen')],
    ['100 till E5, resten till E3', two('E5', 'E3', { count: 100 })],
    ['avdelningen Ekonomi till E5, resten till E3', two('E5', 'E3', { department: 'Ekonomi' })],
    ['Flytta alla i gruppen Sälj till E5 och alla andra till E3', two('E5', 'E3', { group: 'Sälj' })],
    ['alla i gruppen Sälj till E5 och alla andra till E3', two('E5', 'E3', { group: 'Sälj' })],
    ['100 auf E5, den Rest auf E3', two('E5', 'E3', { count: 100 })],
    ['die Gruppe Vertrieb zu E5 und der Rest zu E3', two('E5', 'E3', { group: 'Vertrieb' })],
    ['alle in der Abteilung Finanzen auf E5, alle anderen auf E3', two('E5', 'E3', { department: 'Finanzen' })],
    ['split', two('', '', {})],
    ['dela upp', two('', '', {})],
  ])('%s', (said, ask) => {
    expect(meant(said)).toEqual(ask);
  });

  it.each([
    'the Sales group to E5, the rest to E3?',
    'Can 100 people go to E5 and the rest to E3?',
    'what happens to the rest',
    'choose 1',
  ])('“%s” is something else', (said) => {
    expect(meant(said)).not.toMatchObject({ command: { do: 'splitPeople' } });
  });
});

function signedIn(people: string) {
  return two('E5', 'E3', { people });
}

function group(name: string) {
  return two('Microsoft 365 E5', 'Microsoft 365 E3', { group: name });
}

function department(name: string) {
  return two('Microsoft 365 E5', 'Microsoft 365 E3', { department: name });
}
