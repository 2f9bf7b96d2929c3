/** Which room may know which: imports point one way, and no two files know each other, types included. */
const room = (name) => `^src/${name}/`;
const only = (from, ...may) => ({
  name: `${from}-knows-only-its-own`,
  severity: 'error',
  from: { path: room(from) },
  to: { path: '^src/', pathNot: [from, ...may].map(room) },
});

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphan', severity: 'error', from: { orphan: true, path: '^src/' }, to: {} },
    only('upgrade', 'base'),
    only('base'),
    only('storage', 'base'),
    only('knowledge', 'base', 'upgrade'),
    only('model', 'base'),
    only('teams', 'base', 'upgrade', 'engine', 'storage'),
    only('engine', 'base', 'upgrade', 'storage'),
    only('microsoft', 'base', 'upgrade'),
    only('retention', 'base', 'upgrade', 'engine', 'storage', 'teams'),
    {
      name: 'the-domain-is-pure',
      severity: 'error',
      from: { path: room('upgrade') },
      to: { dependencyTypes: ['npm', 'core'], pathNot: '^node_modules/(zod|@date-fns/tz)/' },
    },
    {
      name: 'botbuilder-stays-in-teams',
      severity: 'error',
      from: { path: '^src/', pathNot: room('teams') },
      to: { path: '^node_modules/(botbuilder|botframework)' },
    },
    {
      name: 'the-product-does-not-know-its-sandbox',
      severity: 'error',
      from: { path: '^src/(upgrade|engine|microsoft|storage|teams|knowledge|retention|operator|base)/' },
      to: { path: room('sandbox') },
    },
    {
      name: 'the-sandbox-is-loaded-in-practice-alone',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sandbox/|sandbox-cloud\\.ts$)' },
      to: { path: room('sandbox') },
    },
    {
      name: 'the-sandbox-cloud-is-imported-when-it-is-needed',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/sandbox-cloud\\.ts$', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'the-sandbox-does-not-know-the-adapters',
      severity: 'error',
      from: { path: room('sandbox') },
      to: { path: '^src/(engine|microsoft|teams|storage)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
  },
};
