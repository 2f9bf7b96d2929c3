import { afterEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Questions, asked in the middle of everything. */

let app: TestApp;
afterEach(() => app.stop());

describe('a question', () => {
  it('is answered with its source, in the language of the person, and leaves the run as it is', async () => {
    app = await startTestApp({ users: 5 });
    const alex = app.person('alex', 'sv-SE');
    await alex.say('uppgradera');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    const card = alex.card;
    await alex.say('Hur länge håller det på?');
    expect(alex.card.id).toBe('answer');
    expect(JSON.stringify(alex.card.card)).toMatch(/microsoft\.com/);
    await alex.click('acknowledge', {}, card);
    expect(alex.card.id).toBe('cart');
  });

  it('that may mean two things is answered with the likelier, and the other is a click away', async () => {
    app = await startTestApp({ users: 5 });
    const alex = app.person('alex');
    await alex.say('what is E5');
    expect(alex.card.id).toBe('answer');
    expect(alex.card.verbs.filter((verb) => verb === 'ask')).toHaveLength(1);
    await alex.click('ask', { question: 'What is Office 365 E5?' });
    expect(alex.card.id).toBe('answer');
    expect(alex.card.text).toMatch(/Office 365 E5/);
  });

  it('is answered of the plan that is being left, to those who may see it', async () => {
    app = await startTestApp({ source: 'SPE_E3', users: 5 });
    const alex = app.person('alex');
    await alex.say('hello');
    expect(alex.card.text).toContain('Office 365 E4');
    await alex.say('upgrade');
    await alex.say('what happens to our own domain');
    expect(alex.card.text).toContain('before canceling Microsoft 365 E3');
    await alex.say('why do we have to leave Office 365 E4');
    expect(alex.card.text).toContain('Microsoft stopped selling E4');
    for (const said of ['help', 'hello']) {
      await alex.say(said);
      expect(alex.card.text).toContain('Microsoft 365 E3');
      expect(alex.card.text).not.toContain('E4');
    }
    const patti = app.person('patti');
    for (const said of ['help', 'hello', 'what happens to our own domain']) {
      await patti.say(said);
      expect(patti.card.text).not.toContain('Microsoft 365 E3');
    }
  });

  it('about something else, or of 10,000 characters, is answered kindly', async () => {
    app = await startTestApp({ users: 5 });
    const patti = app.person('patti');
    await patti.say('Who won the cup final?');
    expect(patti.card.id).toBe('notice');
    expect(patti.card.text).toMatch(/I don't know/);
    const reply = await patti.say('why '.repeat(2500));
    expect(reply.status).toBe(200);
  });
});
