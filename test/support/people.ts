/** The practice tenants' people: what they are called and their directory ids. */
export const people = {
  alex: { name: 'Alex Wilber', aadObjectId: '00000000-0000-4000-8000-000000000001' },
  megan: { name: 'Megan Bowen', aadObjectId: '00000000-0000-4000-8000-000000000002' },
  adele: { name: 'Adele Vance', aadObjectId: '00000000-0000-4000-8000-000000000003' },
  isaiah: { name: 'Isaiah Langer', aadObjectId: '00000000-0000-4000-8000-000000000004' },
  patti: { name: 'Patti Fernandez', aadObjectId: '00000000-0000-4000-8000-000000000005' },
  lynne: { name: 'Lynne Robbins', aadObjectId: '00000000-0000-4000-8000-000000000006' },
} as const;
export type Who = keyof typeof people;
