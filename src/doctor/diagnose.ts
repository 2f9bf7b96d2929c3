import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, readConfig } from '../config/config.js';
import { ownerOf } from '../data-folder.js';
import { keyringOf } from '../storage/keyring.js';
import { checkCards } from './check-cards.js';
import { configProblems, configSeen } from './check-config.js';
import { checkDataFolder } from './check-data-folder.js';
import { checkDatabase } from './check-database.js';
import { checkEnvFile } from './check-env-file.js';
import { checkLocales } from './check-locales.js';
import { checkManifest } from './check-manifest.js';
import { checkMicrosoft, type Reach } from './check-microsoft.js';
import { checkModel } from './check-model.js';
import { checkNode } from './check-node.js';
import { checkPort } from './check-port.js';
import { checkSandbox } from './check-sandbox.js';
import { type Finding, warning } from './finding.js';
import { botRuns } from './running-bot.js';

export type Patient = {
  /** The environment, with what `.env` says. */
  env: NodeJS.ProcessEnv;
  /** Such as 22.11.0. */
  nodeVersion: string;
  /** A file that was added to the environment, where there is one. */
  envFile?: string | undefined;
  /** The project's folder. */
  root: string;
  /** The card templates; those of the project when not given. */
  cardsDir?: string | undefined;
  /** The tenant to look at on Microsoft's cloud; the bot's own when not given. */
  tenant?: string | undefined;
};

/**
 * Looks at everything the bot needs before it starts: the machine, the configuration, the files it comes with and the
 * cloud it talks to. No document and no tenant is changed. What depends on a configuration that is wrong is left out.
 */
export async function diagnose(patient: Patient, reach: Reach): Promise<Finding[]> {
  const read = readConfig(patient.env);
  const configured = read.ok
    ? [...whoseConfig(read.config, patient), ...(await checkConfigured(read.config, patient.tenant, reach))]
    : configProblems(read.problems);
  const files = checkFiles(patient, read.ok ? read.config : undefined);
  const envFile = patient.envFile === undefined ? [] : await checkEnvFile(patient.envFile);
  return [checkNode(patient.nodeVersion), ...files, ...envFile, ...configured];
}

/** An installation for production of which nothing is said would be looked at as a sandbox, which it is not meant to be. */
function whoseConfig({ cloud, cloudIsSaid }: Config, { root }: Patient): Finding[] {
  const isForProduction = !existsSync(join(root, 'node_modules/@microsoft/m365agentsplayground'));
  if (cloud !== 'sandbox' || cloudIsSaid || !isForProduction) return [];
  const fix = 'Run it with the settings and as the user of the service: docs/install.md, stage 5.';
  return [warning('config.found', 'nothing is configured here, so this is about the sandbox', fix)];
}

/** What the project comes with. */
function checkFiles({ root, cardsDir }: Patient, config: Config | undefined): Finding[] {
  const localesDir = join(root, 'src/locales');
  const locales = checkLocales(localesDir);
  const sound = locales.every(({ level }) => level === 'ok');
  const cards = checkCards(cardsDir ?? join(root, 'cards'), sound ? localesDir : undefined);
  return [checkManifest(root, config?.bot.appId ?? '', config?.publicUrl), ...cards, ...locales];
}

async function checkConfigured(config: Config, tenant: string | undefined, reach: Reach): Promise<Finding[]> {
  const { cloud, host, port, sandbox } = config;
  const runs = await botRuns(config, reach.fetch);
  const found = [
    ...configSeen(config),
    await checkStore(config, runs),
    await checkPort({ id: 'port', host, port, name: 'PORT' }, runs),
  ];
  if (config.admin) found.push(await checkPort({ id: 'port.admin', ...config.admin, name: 'ADMIN_PORT' }, runs));
  if (config.answersModel) found.push(await checkModel(config.answersModel, reach.fetch));
  if (cloud === 'microsoft') return [...found, ...(await checkMicrosoft(config, tenant, reach))];
  if (sandbox.url === undefined) {
    const own = { id: 'port.sandbox', host: '127.0.0.1', port: sandbox.port, name: 'SANDBOX_PORT' as const };
    found.push(await checkPort(own, runs));
  }
  return [...found, await checkSandbox(sandbox.url, reach.fetch)];
}

function checkStore(config: Config, runs: boolean): Promise<Finding> {
  const { dataDir, databaseUrl } = config;
  const claim = { owner: ownerOf(config), keyring: keyringOf(config) };
  return databaseUrl === undefined ? checkDataFolder(dataDir, claim, runs) : checkDatabase(databaseUrl, claim);
}
