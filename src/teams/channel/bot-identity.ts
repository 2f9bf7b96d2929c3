/** The Bot Framework's channel service in one of Microsoft's clouds. Addresses are without a slash at the end. */
export type Channel = { authority: string; audience: string; tokenService: string };

/** Who the bot is to the Bot Framework, and where it is told so. */
export type BotIdentity = {
  /** Empty: nobody is asked for a token. For the practice cloud on a loopback address only. */
  appId: string;
  appPassword: string | undefined;
  appTenantId: string | undefined;
  appType: 'SingleTenant' | 'UserAssignedMSI';
  /** Where the keys of inbound tokens are published, and who issues them; Microsoft's public cloud when left out. */
  openIdMetadata?: string | undefined;
  tokenIssuer?: string | undefined;
  /** Hosts at which Teams may be answered. */
  serviceHosts: readonly string[];
  /** Where the bot gets its own tokens, and for whom; the global cloud when left out. */
  channel?: Channel | undefined;
  /** A token for the connector, from elsewhere than Microsoft Entra. */
  connectorToken?: (() => Promise<string>) | undefined;
};
