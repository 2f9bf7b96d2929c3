/** The files a report can be taken as. */
export const reportFiles = ['people', 'audit', 'all'] as const;
export type ReportFile = (typeof reportFiles)[number];
