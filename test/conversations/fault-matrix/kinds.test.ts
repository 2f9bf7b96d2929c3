import { afterEach, describe, expect, it } from '@jest/globals';
import { atRest } from '../../support/at-rest.js';
import type { Exchange } from '../../support/exchange.js';
import { type RecordingProxy, startRecordingProxy } from '../../support/recording-proxy.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { makesMove } from './admin.js';
import { routes } from './routes.js';

/** A request of a kind that no route names would never be seen to go wrong. */

const proxies: RecordingProxy[] = [];
let app: TestApp | undefined;
afterEach(async () => {
  await app?.stop();
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
});

describe('the kinds of requests that go wrong', () => {
  it.each(Object.entries(routes))(
    'are all that an upgrade %s makes',
    async (_name, { story, requests }) => {
      const through = async (url: string) => {
        const proxy = await startRecordingProxy(url);
        proxies.push(proxy);
        return proxy.url;
      };
      app = await startTestApp(story.scenario, { through });
      const alex = app.person('alex');
      await alex.say('upgrade');
      const scene = { cloud: app.sandboxUrl, tenant: app.tenant };
      const done = new Set<string>();
      for (let n = 0; n < steps && alex.card.id !== 'completed'; n += 1) {
        const { card } = alex;
        const hasMoved = await makesMove({ alex, done, story, scene, mayRetry: false });
        await app.sandbox.advance('PT45M');
        await atRest();
        // A card that is drawn anew comes a little after, by the time of this machine.
        if (!hasMoved) await alex.waitFor((newer) => newer !== card, drawnWithinMs).catch(() => undefined);
      }
      expect(alex.card.id).toBe('completed');

      const asked = proxies[0]?.exchanges.flatMap(asManyAsItHolds).filter(isOfMicrosoft) ?? [];
      const isOfKind = ({ method, path }: Asked) =>
        Object.values(requests).some((match) => match.method === method && new RegExp(match.path ?? '').test(path));
      expect(asked.length).toBeGreaterThan(20);
      expect(asked.filter((one) => !isOfKind(one))).toEqual([]);
    },
    120_000,
  );
});

const steps = 200;
const drawnWithinMs = 250;

type Asked = { method: string; path: string };

/** A batch is the requests in it. */
function asManyAsItHolds({ method, path, sent }: Exchange): Asked[] {
  if (!path.includes('/$batch')) return [{ method, path }];
  const { requests } = sent as { requests: { method: string; url: string }[] };
  return requests.map((one) => ({ method: one.method, path: one.url }));
}

const isOfMicrosoft = ({ path }: Asked): boolean => !/^\/(_sandbox|admin-center|bot)\//.test(path);
