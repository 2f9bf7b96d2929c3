import type { Config, ConfigProblem } from '../config/config.js';
import { error, type Finding, ok, warning } from './finding.js';

/** Every value of the environment that ends the start, by its name. */
export function configProblems(problems: readonly ConfigProblem[]): Finding[] {
  return problems.map(({ name, problem, example }) => {
    const change = example
      ? `Set ${name} in .env or the environment, such as ${name}=${example}`
      : `Leave ${name} empty, or give it the name that was meant`;
    return error(`config.${name}`, `${name} ${problem}`, change);
  });
}

/** What the configuration makes of the bot, of its key, of its share of the quotas and of its price list. */
export function configSeen(config: Config): Finding[] {
  const key = ok('secret-key', keyOf(config));
  return [
    ok('config', modeOf(config)),
    key,
    shareOf(config),
    ok('price-list', pricesOf(config)),
    ...productsOf(config),
  ];
}

function modeOf({ cloud, microsoftCloud, addresses, bot, commerce }: Config): string {
  const where = microsoftCloud === 'own' ? `a cloud at ${addresses.authority}` : `Microsoft's ${microsoftCloud} cloud`;
  if (cloud === 'microsoft') return `${where}, commerce ${commerce ?? 'admin-center'}`;
  return bot.appId
    ? 'the sandbox cloud, with authentication: nothing reaches a real tenant'
    : 'the sandbox cloud, open on this machine only: nothing reaches a real tenant (set MicrosoftAppId for the real one)';
}

function keyOf({ secretKey, formerKey }: Config): string {
  if (!secretKey) return 'none: documents are kept as plain text, and links to reports end with the process';
  const former = formerKey ? ', or with the former key until npm run rotate has ended' : '';
  return `signs links to reports, and encrypts documents as they are written${former}`;
}

function shareOf({ quotaShare }: Config): Finding {
  const about = `${Math.round(quotaShare * 100)} % of what Microsoft Graph lets the app do in a tenant`;
  return quotaShare < 1
    ? ok('quota-share', about)
    : warning(
        'quota-share',
        `${about}: other tools with the same app registration are refused while people are moved`,
        'Set QUOTA_SHARE below 1, or leave it empty for 0.8, unless nothing else uses the registration.',
      );
}

/** Without a billing account nobody looks at the file. */
function productsOf({ products, commerce, cloud }: Config): Finding[] {
  if (!products) return [];
  const count = `${Object.keys(products).length} plans`;
  const isUsed = commerce === 'billing-account' || cloud === 'sandbox';
  return [
    isUsed
      ? ok('products', count)
      : warning(
          'products',
          `${count}, which nobody looks at`,
          'Set COMMERCE=billing-account, or leave PRODUCTS empty.',
        ),
  ];
}

function pricesOf({ cloud, priceList }: Config): string {
  if (priceList) return `${priceList.prices.length} prices`;
  return cloud === 'sandbox'
    ? 'none: practice prices are shown'
    : 'none: prices the commerce does not tell are left open';
}
