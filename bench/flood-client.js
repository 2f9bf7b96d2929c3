/** A flood, in a process of its own: says as much as it can until it is told to stop. */
import { randomUUID } from 'node:crypto';
import { startCaller } from './teams-caller.js';

const [url, of, tenant, atOnce] = process.argv.slice(2);
// A stranger has an address of their own; people of Teams all come from Microsoft's.
const localAddress = of === 'address' ? '127.0.0.2' : '127.0.0.1';
const caller = await startCaller({ localAddress, atOnce: Number(atOnce) });
const people = Array.from({ length: 500 }, () => randomUUID());
const personOf = (n) => (of === 'person' ? people[0] : people[n % people.length]);
const statuses = {};
let said = 0;
let authorization;

process.send({ serviceUrl: caller.serviceUrl });
process.on('message', (told) => {
  if (told.authorization) {
    authorization = told.authorization;
    for (let n = 0; n < Number(atOnce); n += 1) void speak();
  } else {
    process.send({ statuses });
    process.exit(0);
  }
});

async function speak() {
  for (;;) {
    said += 1;
    const status = await caller.say(url, { authorization, person: personOf(said), tenant, text: 'status' });
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
}
