import { afterEach, expect, it } from '@jest/globals';
import { describeExamples, exampleNames } from '../../../support/official-examples.js';
import type { AnsweringServer } from '../../answering-server.js';
import { licences } from './licences.js';
import { people } from './people.js';
import { refusals } from './refusals.js';
import { type Meaning, replayed } from './replayed.js';
import { tenants } from './tenants.js';

/** Every payload of Microsoft Graph that is at hand, read by the bot as it came, and what it then means. */

const meanings: Record<string, Meaning> = { ...licences, ...people, ...tenants, ...refusals };
let server: AnsweringServer | undefined;
afterEach(() => server?.close());

describeExamples('what Microsoft Graph answers', () => {
  const names = exampleNames('graph');

  it.each(names)('means what it says: %s', async (name) => {
    const meaning = meanings[name];
    if (!meaning) throw new Error(`nothing is said of what ${name} means`);
    const from = await replayed(name);
    server = from.server;
    await meaning(from);
  });

  it('is replayed to the last file, and no other is', () => {
    expect(Object.keys(meanings).sort()).toEqual(names);
  });
});
