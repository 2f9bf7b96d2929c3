/** Imports a module of `dist`, once a worker; see environment.js. */
declare const importBuilt: (path: string) => Promise<unknown>;
/** Whether the product is taken from its sources, which then are loaded anew for each test file: set in Jest's configuration. */
declare const productFromSources: boolean;

/**
 * A part of the product for tests that see it from outside only, such as over HTTP: as it was built, or from its sources
 * where they are to be counted or changed. What it hands out is not of the classes that a test imports from `src`.
 */
async function product<Module>(path: `${string}.js`): Promise<Module> {
  return (productFromSources ? await import(`../../src/${path}`) : await importBuilt(path)) as Module;
}

export const { start } = await product<typeof import('../../src/app.js')>('app.js');
export const { readConfig } = await product<typeof import('../../src/config/config.js')>('config/config.js');
export const { createLog } = await product<typeof import('../../src/log.js')>('log.js');
export const { startSandbox } = await product<typeof import('../../src/sandbox/server.js')>('sandbox/server.js');
