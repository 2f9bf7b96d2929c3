import { escapeMarkdown } from './escape-markdown.js';
import type { Message } from './types.js';
import type { Draft, View } from './view.js';

/** A card with one message. */
export function notice(view: View, message: Message, consent?: (tenantId: string) => string): Draft {
  const grant = message.text === 'denied' && consent ? [{ url: consent(message.tenantId) }] : [];
  return {
    id: 'notice',
    // What is sent unasked must say in its notification what it is about.
    title: view.t(message.text === 'consentGiven' ? 'notice.consentGivenTitle' : 'notice.title'),
    data: { message: words(view, message), grant },
    alsoSay: ['status'],
  };
}

function words({ t, format }: View, message: Message): string {
  switch (message.text) {
    case 'denied':
      return message.needs === undefined
        ? t('notice.deniedUnknown')
        : t('notice.denied', { needs: escapeMarkdown(message.needs) });
    case 'scenarioChosen':
      return t('notice.scenarioChosen', { name: escapeMarkdown(message.displayName) });
    case 'clockMoved':
      return t('notice.clockMoved', { at: format.moment(message.now) });
    case 'failed':
      return t('notice.failed', { id: escapeMarkdown(message.id) });
    default:
      return t(`notice.${message.text}`);
  }
}
