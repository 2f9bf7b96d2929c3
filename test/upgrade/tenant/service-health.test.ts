import { describe, expect, it } from '@jest/globals';
import { issuesWith } from '../../../src/upgrade/tenant/service-health.js';
import { aSubscription } from '../tenant-facts.js';

const issue = (service: string) => ({ id: 'EX1', service, title: 'Some trouble' });
const brings = (service: string, ...names: string[]): boolean => {
  const plans = names.map((name) => ({ id: name, name, provisioning: 'Success', appliesTo: 'User' as const }));
  return issuesWith(plans, [issue(service)]).length === 1;
};

describe('trouble on the service health page', () => {
  it.each([
    ['Exchange Online', 'EXCHANGE_S_ENTERPRISE'],
    ['SharePoint Online', 'SHAREPOINTENTERPRISE'],
    ['OneDrive for Business', 'SHAREPOINTSTANDARD'],
    ['Microsoft Teams', 'TEAMS1'],
    ['Microsoft Teams', 'MCOEV'],
    ['Skype for Business', 'MCOSTANDARD'],
    ['Microsoft Viva Engage', 'YAMMER_ENTERPRISE'],
    ['Yammer Enterprise', 'VIVAENGAGE_CORE'],
    ['Planner', 'PROJECTWORKMANAGEMENT'],
    ['Microsoft 365 Apps', 'OFFICESUBSCRIPTION'],
    ['Office Client Applications', 'OFFICESUBSCRIPTION'],
    ['Microsoft 365 for the web', 'SHAREPOINTWAC'],
    ['Office Online', 'SHAREPOINTWAC'],
    ['Power Automate in Microsoft 365', 'FLOW_O365_P2'],
    ['Microsoft Flow', 'FLOW_O365_P2'],
    ['Power Apps in Microsoft 365', 'POWERAPPS_O365_P2'],
    ['Microsoft Forms', 'FORMS_PLAN_E3'],
    ['Microsoft Stream', 'STREAM_O365_E3'],
    ['Sway', 'SWAY'],
    ['Microsoft To Do', 'BPOS_S_TODO_2'],
    ['Azure Information Protection', 'RMS_S_ENTERPRISE'],
    ['Microsoft Intune', 'INTUNE_A'],
    ['Mobile Device Management for Office 365', 'INTUNE_O365'],
    ['Power BI', 'BI_AZURE_P2'],
  ])('with %s is of a plan with %s, and of none without', (service, plan) => {
    expect(brings(service, 'SOMETHING_ELSE', plan)).toBe(true);
    expect(brings(service, 'SOMETHING_ELSE', `NOT_${plan}`)).toBe(false);
    expect(brings(service.toUpperCase(), plan)).toBe(true);
  });

  it('is of no plan where nobody knows what brings the service', () => {
    expect(issuesWith(aSubscription({ sku: 'SPE_E5' }).services, [issue('Dynamics 365 Apps')])).toEqual([]);
  });
});
