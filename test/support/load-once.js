/**
 * A transform for the entry of a big package: each worker loads the package once, outside the test files' contexts,
 * where Jest would load it anew for every file. Only for packages that keep nothing from one test to the next.
 */
export default {
  process: () => ({ code: 'module.exports = requireOnce(__filename);' }),
};
