import type { Scenario } from '../scenario.js';
import { aliasOf } from './people.js';
import type { BillingProfile } from './state.js';

interface Place {
  readonly culture: string;
  readonly city: string;
  readonly state?: string;
  readonly addressLine1: string;
  readonly postalCode: string;
  readonly phoneNumber: string;
}

const places: Readonly<Record<string, Place>> = {
  US: {
    culture: 'en-US',
    city: 'Redmond',
    state: 'WA',
    addressLine1: '1 Example Way',
    postalCode: '98052',
    phoneNumber: '4255550100',
  },
  SE: {
    culture: 'sv-SE',
    city: 'Göteborg',
    addressLine1: 'Exempelgatan 1',
    postalCode: '411 01',
    phoneNumber: '0317000000',
  },
  GB: {
    culture: 'en-GB',
    city: 'Reading',
    addressLine1: '1 Example Street',
    postalCode: 'RG1 1AA',
    phoneNumber: '01189460000',
  },
  DE: {
    culture: 'de-DE',
    city: 'München',
    addressLine1: 'Beispielstraße 1',
    postalCode: '80331',
    phoneNumber: '0895550100',
  },
  NO: {
    culture: 'nb-NO',
    city: 'Oslo',
    addressLine1: 'Eksempelgata 1',
    postalCode: '0150',
    phoneNumber: '22000000',
  },
};

/** A part of the organization's address; empty where it is left out. */
export function addressPart({ defaultAddress }: BillingProfile, name: string): string {
  const part = defaultAddress[name];
  return typeof part === 'string' ? part : '';
}

/** The billing profile of a tenant before anybody changed it: an address in its own country. */
export function addressIn({ country, displayName }: Scenario): BillingProfile {
  const place = places[country] ?? {
    culture: 'en-US',
    city: 'Example City',
    addressLine1: '1 Example Street',
    postalCode: '10000',
    phoneNumber: '5550100',
  };
  const { culture, ...address } = place;
  return {
    firstName: 'Megan',
    lastName: 'Bowen',
    email: `billing@${aliasOf(displayName) || 'tenant'}.example`,
    culture,
    language: culture.slice(0, 2),
    companyName: displayName,
    defaultAddress: { country, ...address, firstName: 'Megan', lastName: 'Bowen' },
    version: 1,
  };
}
