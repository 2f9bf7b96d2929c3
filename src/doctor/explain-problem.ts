import { PortError } from '../upgrade/ports.js';
import { error, type Finding, inOneLine } from './finding.js';

/**
 * A call to Microsoft that did not succeed, as a finding.
 * @param about `api` is its address, `denied` what to do when the app may not make the call
 */
export function explainProblem(
  id: string,
  thrown: unknown,
  about: { api: string; denied: string; notFound: string },
): Finding {
  if (!(thrown instanceof PortError)) throw thrown;
  const { problem, message, cause } = thrown;
  switch (problem.is) {
    case 'denied':
      return error(id, `${about.api} does not let the app in (${message})`, about.denied);
    case 'notFound':
      return error(id, `${about.api} knows no such thing (${message})`, about.notFound);
    case 'busy':
      return error(id, `${about.api} is busy (${message})`, 'Run this again in a few minutes.');
    case 'unreachable':
    case 'unknownOutcome': {
      const why = cause === undefined ? message : inOneLine(cause);
      return error(
        id,
        `${about.api} does not answer: ${why}`,
        `Let this machine reach ${about.api} (firewall, proxy, DNS).`,
      );
    }
    case 'cartExpired':
    case 'unreadable':
      return error(
        id,
        `${about.api} answers with something that cannot be read (${message})`,
        `Look whether something between this machine and ${about.api} answers in its stead (proxy, firewall).`,
      );
    case 'refused':
    case 'underReview':
      return error(id, `${about.api} refused: ${problem.text} (${problem.code})`, about.denied);
    case 'unclear':
      return error(
        id,
        `${about.api} answered “${problem.word}”, which it does not document (${message})`,
        about.notFound,
      );
    default:
      return problem satisfies never;
  }
}
