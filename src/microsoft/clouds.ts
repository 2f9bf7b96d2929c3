/** Microsoft's clouds: the global one, and the national ones that share nothing with it. */
export const microsoftClouds = ['global', 'us-gov', 'us-dod', 'china'] as const;
export type MicrosoftCloud = (typeof microsoftClouds)[number];

/** Where one cloud is found. Every address is without a slash at the end. */
export type Addresses = {
  /** Microsoft Entra ID: tokens and consent. */
  authority: string;
  /** Microsoft Graph, without the version. */
  graph: string;
  partnerCenter: string;
  /** Azure Resource Manager, where billing accounts are. */
  management: string;
  /** The Bot Framework channel service, through which Teams and the bot talk. */
  bot: {
    /** Whom a token is for that the bot shows to the channel. */
    audience: string;
    /** Who issues the tokens that the channel shows to the bot, and where their keys are published. */
    tokenIssuer: string;
    openIdMetadata: string;
    /** Where people sign in through a bot. */
    tokenService: string;
    /** The hosts at which Teams takes what the bot sends. */
    serviceHosts: readonly string[];
  };
};

const usGovernment = {
  authority: 'https://login.microsoftonline.us',
  partnerCenter: 'https://api.partnercenter.microsoft.com',
  management: 'https://management.usgovcloudapi.net',
};
const usGovernmentBot = {
  audience: 'https://api.botframework.us',
  tokenIssuer: 'https://api.botframework.us',
  openIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
};

/**
 * The addresses of each cloud. `us-gov` is GCC High; GCC itself lives in the global cloud.
 * @see https://learn.microsoft.com/graph/deployments
 * @see https://learn.microsoft.com/partner-center/developer/partner-center-rest-urls
 * @see https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high
 * @see https://docs.azure.cn/en-us/bot-service/how-to-deploy-china-cloud
 * @see https://microsoft.github.io/teams-sdk/csharp/essentials/app-configuration/service-url-validation for the service
 *   hosts, read on 2026-11-28
 */
export const addressesOf: Record<MicrosoftCloud, Addresses> = {
  global: {
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    partnerCenter: 'https://api.partnercenter.microsoft.com',
    management: 'https://management.azure.com',
    bot: {
      audience: 'https://api.botframework.com',
      tokenIssuer: 'https://api.botframework.com',
      openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      tokenService: 'https://api.botframework.com',
      serviceHosts: [
        'smba.trafficmanager.net',
        'smba.onyx.prod.teams.trafficmanager.net',
        'smba.infra.gcc.teams.microsoft.com',
      ],
    },
  },
  'us-gov': {
    ...usGovernment,
    graph: 'https://graph.microsoft.us',
    bot: {
      ...usGovernmentBot,
      tokenService: 'https://tokengcch.botframework.azure.us',
      serviceHosts: ['smba.infra.gov.teams.microsoft.us'],
    },
  },
  'us-dod': {
    ...usGovernment,
    graph: 'https://dod-graph.microsoft.us',
    bot: {
      ...usGovernmentBot,
      tokenService: 'https://apiDoD.botframework.azure.us',
      serviceHosts: ['smba.infra.dod.teams.microsoft.us'],
    },
  },
  china: {
    authority: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    partnerCenter: 'https://partner.partnercenterapi.microsoftonline.cn',
    management: 'https://management.chinacloudapi.cn',
    bot: {
      audience: 'https://api.botframework.azure.cn',
      tokenIssuer: 'https://api.botframework.azure.cn',
      openIdMetadata: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
      tokenService: 'https://token.botframework.azure.cn',
      serviceHosts: ['frontend.botapi.msg.infra.teams.microsoftonline.cn'],
    },
  },
};
