import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadEnvFile } from '../config/env-file.js';
import { askEntra } from './ask-token.js';
import { diagnose } from './diagnose.js';
import { inOneLine } from './finding.js';
import { asJson, asText } from './report.js';

/**
 * `npm run doctor`: prints what it finds, and ends with 1 when something is an error, with 0 when nothing is.
 * Options after `--`: see {@link usage}.
 */

const usage = `Usage: npm run doctor -- [options]
  --tenant <id>   look at this tenant in Microsoft's cloud, such as a customer's (default: MicrosoftAppTenantId)
  --cards <dir>   look at the card templates in this folder (default: the project's)
  --json          print the findings as JSON`;

/** Exit code of a command line that is not understood (sysexits EX_USAGE). */
const badUsage = 64;

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      tenant: { type: 'string' },
      cards: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  // A tenant is part of addresses and of the link that is printed.
  if (values.tenant !== undefined && !/^[a-z0-9][a-z0-9.-]*$/i.test(values.tenant)) {
    throw new Error('--tenant takes a tenant id, or a domain of the tenant');
  }
  return values;
}

/** @returns the exit code */
async function run(options: ReturnType<typeof readOptions>): Promise<number> {
  loadEnvFile(process.env);
  const findings = await diagnose(
    {
      env: process.env,
      envFile: '.env',
      nodeVersion: process.versions.node,
      root: fileURLToPath(new URL('../../', import.meta.url)),
      cardsDir: options.cards,
      tenant: options.tenant,
    },
    { fetch, now: () => new Date(), askerFor: (app) => askEntra(app, fetch) },
  );
  console.log(options.json ? asJson(findings) : asText(findings));
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
}

function understood(args: string[]): ReturnType<typeof readOptions> | undefined {
  try {
    return readOptions(args);
  } catch (thrown) {
    console.error(`${inOneLine(thrown)}\n\n${usage}`);
    return undefined;
  }
}

const options = understood(process.argv.slice(2));
if (options?.help) console.log(usage);
else process.exitCode = options ? await run(options) : badUsage;
