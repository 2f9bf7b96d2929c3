import type { ServiceIssue, ServicePlanStatus } from './facts.js';

/** Whether the services of a subscription are well, as the service health page tells. */

/** Words in a service's name on the service health page, and the service plans that bring the service. */
const carriers: readonly (readonly [words: readonly string[], plans: RegExp])[] = [
  [['exchange'], /^EXCHANGE_S_/],
  [['sharepoint', 'onedrive'], /^SHAREPOINT(STANDARD|ENTERPRISE)/],
  [['teams'], /^(TEAMS1|MCO)/],
  [['skype'], /^MCO/],
  [['viva engage', 'yammer'], /^(YAMMER|VIVAENGAGE)/],
  [['planner'], /^PROJECTWORKMANAGEMENT/],
  [['microsoft 365 apps', 'office client'], /^OFFICESUBSCRIPTION/],
  [['for the web', 'office online'], /^SHAREPOINTWAC/],
  [['power automate', 'microsoft flow'], /^FLOW_/],
  [['power apps', 'powerapps'], /^POWERAPPS_/],
  [['microsoft forms'], /^FORMS_/],
  [['stream'], /^STREAM_/],
  [['sway'], /^SWAY/],
  [['to do', 'to-do'], /^BPOS_S_TODO/],
  [['rights management', 'information protection'], /^RMS_/],
  [['intune', 'mobile device management'], /^INTUNE_/],
  [['power bi'], /^BI_AZURE/],
];

/** Open issues with services that the subscription contains. Issues with services not known here are left out. */
export function issuesWith(services: readonly ServicePlanStatus[], issues: readonly ServiceIssue[]): ServiceIssue[] {
  return issues.filter((issue) => {
    const name = issue.service.toLowerCase();
    return carriers.some(
      ([words, plans]) => words.some((word) => name.includes(word)) && services.some((one) => plans.test(one.name)),
    );
  });
}
