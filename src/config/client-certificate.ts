import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

const certificatePem = /-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/s;
const privateKeyPem = /-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----.+?-----END \1-----/s;

/**
 * Looks whether a file can prove who an application is: a PEM file with a certificate in force and the private key
 * that belongs to it, in any order.
 * @param now the time that the certificate has to be in force at
 * @returns what is wrong, to be read after the name of the setting; undefined when nothing is
 * @throws when the file cannot be read
 * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export function certificateProblem(file: string, now: Date): string | undefined {
  const text = readFileSync(file, 'utf8');
  const [certificateText] = certificatePem.exec(text) ?? [];
  const [keyText, keyLabel] = privateKeyPem.exec(text) ?? [];
  if (!certificateText) return `is not a PEM file with a certificate (BEGIN CERTIFICATE): ${file}`;
  if (!keyText) return `has a certificate but no private key (BEGIN PRIVATE KEY): ${file}`;
  if (keyLabel === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type: 4,ENCRYPTED/m.test(keyText)) {
    return `has a private key under a passphrase, for which there is nowhere to type it: ${file}`;
  }
  const certificate = parsed(() => new X509Certificate(certificateText));
  if (!certificate) return `has a certificate that is damaged: ${file}`;
  const key = parsed(() => createPrivateKey(keyText));
  if (!key) return `has a private key that is damaged: ${file}`;
  return pairProblem(certificate, key, file) ?? termProblem(certificate, now, file);
}

function pairProblem(certificate: X509Certificate, key: KeyObject, file: string): string | undefined {
  if (!certificate.checkPrivateKey(key)) return `has a private key that does not belong to its certificate: ${file}`;
  // Microsoft Entra takes assertions that are signed with RSA alone.
  if (key.asymmetricKeyType !== 'rsa') return `has a key that is not RSA, as Microsoft Entra wants it: ${file}`;
  return undefined;
}

function termProblem({ validFrom, validTo }: X509Certificate, now: Date, file: string): string | undefined {
  const [from, to] = [new Date(validFrom), new Date(validTo)];
  if (now > to) return `has a certificate that expired on ${to.toISOString()}: ${file}`;
  if (now < from) return `has a certificate that is in force only from ${from.toISOString()}: ${file}`;
  return undefined;
}

/** What a parser makes of the file; OpenSSL's own words for a damaged one help nobody. */
function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
