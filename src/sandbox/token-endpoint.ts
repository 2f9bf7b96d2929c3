import type { Cloud } from './cloud.js';
import { problem } from './control/problem.js';
import { answered, type Fate } from './http/fate.js';
import type { ApiResponse, WireRequest } from './http/message.js';
import { struck } from './struck.js';
import { applicationPermissions, audiences, mintToken, tokenLifeSeconds, traceId } from './tokens.js';

/** Gives a token for a tenant, unless a fault strikes. */
export function askToken(cloud: Cloud, { method, url, text }: WireRequest, tenant: string): Fate {
  const perform = () =>
    method === 'POST'
      ? issueToken(tenant, new URLSearchParams(text), cloud.now(), grantedIn(cloud, tenant))
      : problem(405, 'Tokens are asked for with POST.');
  const fault = cloud.strike({ method, paths: [url], tenant: tenant.toLowerCase() });
  return struck(
    fault,
    0,
    () => answered(perform()),
    (status, headers) => ({
      status,
      headers,
      body: { error: 'temporarily_unavailable', error_description: 'AADSTS90033: A transient error has occurred.' },
    }),
  );
}

function grantedIn(cloud: Cloud, tenant: string): string[] {
  const withheld = cloud.known(tenant)?.scenario.withheld ?? [];
  return applicationPermissions.filter((one) => !withheld.includes(one));
}

/**
 * The token endpoint of Microsoft Entra for client credentials. Any app and any secret are accepted.
 * @see https://learn.microsoft.com/graph/auth-v2-service
 */
function issueToken(tenant: string, form: URLSearchParams, now: number, granted: readonly string[]): ApiResponse {
  const app = form.get('client_id');
  if (form.get('grant_type') !== 'client_credentials') {
    return refuse('unsupported_grant_type', 'AADSTS70003: The app requested an unsupported grant type.', 70003, now);
  }
  if (!app) return refuse('invalid_request', "AADSTS900144: The request must contain 'client_id'.", 900144, now);
  if (!form.get('client_secret') && !form.get('client_assertion')) {
    const message = "AADSTS7000218: The request must contain 'client_assertion' or 'client_secret'.";
    return refuse('invalid_client', message, 7000218, now);
  }
  const audience = audienceOf(form);
  if (!audience) {
    return refuse('invalid_scope', 'AADSTS1002012: The scope is not valid. It must end in /.default.', 1002012, now);
  }
  const expires = now + tokenLifeSeconds * 1000;
  const roles = audience === audiences.graph ? [...granted] : [];
  return {
    status: 200,
    headers: { 'Cache-Control': 'no-store' },
    body: {
      token_type: 'Bearer',
      expires_in: tokenLifeSeconds,
      ext_expires_in: tokenLifeSeconds,
      access_token: mintToken({ tenant: tenant.toLowerCase(), app, audience, expires, roles }),
    },
  };
}

/** From `scope` as the newer endpoint takes it, or from `resource` as the older one does. */
function audienceOf(form: URLSearchParams): string | undefined {
  const audience = /^(\S+?)\/*\/\.default$/.exec(form.get('scope') ?? '')?.[1] ?? form.get('resource');
  return audience?.replace(/\/+$/, '') || undefined;
}

function refuse(error: string, description: string, code: number, now: number): ApiResponse {
  return {
    status: error === 'invalid_client' ? 401 : 400,
    body: {
      error,
      error_description: description,
      error_codes: [code],
      timestamp: new Date(now).toISOString(),
      trace_id: traceId(`${error}|${now}`),
      correlation_id: traceId(`${now}|${error}`),
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
  };
}
