/**
 * The tests that `npm run test:long` runs, and a plain `npm test` leaves out to be over in two minutes: upgrades played
 * whole in every way, processes that are started, killed and stopped, databases, every right over HTTP, every question of
 * a list. One whole conversation stays, and of each part what tells soonest that it broke.
 */
export const longTests = [
  'conversations/(?!contoso\\.)',
  'contract/',
  'crash/',
  'hostile/',
  'operator/',
  'processes/',
  'promises/',
  'retention/',
  'storage/postgres/',
  'storage/earlier-versions',
  'storage/lowdb/(rotate-killed|power-loss|killed-process)',
  'engine/(ending\\.property|processes|report/kept-reports)',
  'upgrade/run/run\\.model',
  'security/.*over-http',
  'knowledge/(strangers|newcomers|entries|german|knowledge|of-plan)',
  'config/(lost|process)',
  'doctor/(process|mistakes)',
  'cards/(gallery|shape|pseudo-locale)',
  'microsoft/cloud',
  'teams/conversation/(understand|share)',
  'teams/notices/outbox-loop',
  'teams/channel/(stopping|tokens/keys)',
].map((path) => `test/${path}`);
