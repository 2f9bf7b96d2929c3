import type { ApiCall, ApiRoute } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { linkTo } from '../reports/link.js';
import { badRequest, graphError, graphNotFound } from './graph-error.js';

/**
 * Usage reports: the answer is where to fetch one.
 * @see https://learn.microsoft.com/graph/api/reportroot-getmailboxusagedetail
 */
export const reportRoutes: readonly ApiRoute[] = [{ method: 'GET', path: '/reports/:report', cost: 1, run: report }];

const period = /^getMailboxUsageDetail\(period='(?<period>[^']*)'\)$/i;
const periods = ['D7', 'D30', 'D90', 'D180'];

function report(call: ApiCall): ApiResponse {
  const { tenant, parameters, origin, now } = call;
  const asked = period.exec(parameters.report ?? '');
  if (!asked) return graphNotFound(parameters.report ?? '', now);
  if (!periods.includes(asked.groups?.period ?? '')) return badRequest('Invalid period value specified.', now);
  // What an app without Reports.Read.All is told.
  if (tenant.scenario.usageReports.denied) return graphError(403, 'S2SUnauthorized', 'Invalid permission.', now);
  return { status: 302, headers: { 'Content-Type': 'text/plain', Location: linkTo(tenant.id, origin, now) } };
}
