import { describe, expect, it } from '@jest/globals';
import { createKnowledge } from '../../src/knowledge/index.js';

/** A language that is its files alone is asked as people write, not as it is written down. */

const asked: readonly (readonly [question: string, entry: string])[] = [
  ['wie lange dauert das denn alles?', 'upgrade-duration'],
  ['haben meine Benutzer eine Ausfallzeit', 'people-interruption'],
  ['gehen E-Mails oder Dateien verloren?', 'data-kept'],
  ['muss ich vorher eine Sicherung machen', 'backup-first'],
  ['was ist mit unserer Domäne und den DNS-Einträgen', 'domains'],
  ['was kostet E5 pro Person', 'price'],
  ['brauchen wir eine Bonitätsprüfung', 'credit-check-needed'],
  ['wie viele Tage dauert die Bonitätsprüfung', 'credit-check-duration'],
  ['unsere Bonitätsprüfung wurde abgelehnt', 'credit-check-declined'],
  ['können wir auch auf Rechnung bezahlen', 'pay-by-invoice'],
  ['kann ich mit der Firmenkreditkarte zahlen', 'pay-by-card'],
  ['zahlen wir dann doppelt', 'double-billing'],
  ['warum ist die Registerkarte leer', 'tab-is-empty'],
  ['wann darf ich E4 kündigen', 'cancel-when'],
  ['welche Rolle brauche ich dafür', 'who-can'],
  ['was speichert ihr über uns', 'what-is-stored'],
  ['wie verschiebe ich Lizenzen von Hand', 'reassign-licences'],
  ['Lizenzen aus Gruppen, was passiert damit', 'groups'],
  ['geht Teams danach noch', 'teams-keeps-working'],
  ['welche Pläne stehen zur Auswahl', 'which-plans'],
  ['was ist der Unterschied zwischen E3 und E5', 'e3-or-e5'],
  ['kann ich wieder zurück zu E4', 'go-back'],
  ['wir haben über einen Händler gekauft', 'bought-elsewhere'],
  ['Testversion upgraden möglich?', 'trial-subscription'],
];

const farAway = [
  'wie setze ich mein Kennwort zurück',
  'der Drucker geht nicht',
  'wo ist die nächste Pizzeria',
  'buche mir einen Flug nach Rom',
  'wer gewinnt die Meisterschaft',
  'schreib ein Gedicht über Katzen',
];

describe('a question in German', () => {
  const knowledge = createKnowledge();
  const replies = asked.map(([question, entry]) => ({ question, entry, reply: knowledge.ask(question, 'de') }));

  it('is never answered by a wrong entry', () => {
    const wrong = replies.flatMap(({ question, entry, reply }) =>
      reply.is === 'answer' && reply.entry.id !== entry ? [`${question}: ${reply.entry.id}`] : [],
    );
    expect(wrong).toEqual([]);
  });

  it('is answered, or the right entry is one of two to choose from, nine times in ten', () => {
    const lost = replies.flatMap(({ question, entry, reply }) => {
      const offered = reply.is === 'answer' ? [reply.entry] : 'entries' in reply ? reply.entries : [];
      return offered.some(({ id }) => id === entry) ? [] : [question];
    });
    expect(lost.length / asked.length).toBeLessThanOrEqual(0.1);
  });

  it('gets no answer when it is about something else', () => {
    expect(farAway.filter((question) => knowledge.ask(question, 'de').is === 'answer')).toEqual([]);
  });

  it('is understood by somebody whose client is set to another language', () => {
    expect(knowledge.ask('Wie lange dauert die Bonitätsprüfung?', 'en')).toMatchObject({
      entry: { id: 'credit-check-duration' },
    });
  });
});
