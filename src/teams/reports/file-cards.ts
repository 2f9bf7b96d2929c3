import type { FileCard } from '../channel/sender.js';

/** The two attachments of Teams' way to give a person a file: one asks, the other shows it. */

/** What comes back with the person's answer, untrusted. */
export type OfferContext = { offer: string; nonce: string };

/** @param about what the person is told of the file; `bytes` may be a guess. */
export function consentCard(
  fileName: string,
  about: { description: string; bytes: number; context: OfferContext },
): FileCard {
  const { description, bytes, context } = about;
  return {
    attachment: {
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name: fileName,
      content: { description, sizeInBytes: bytes, acceptContext: context, declineContext: context },
    },
    summary: description,
  };
}

/** @param saved where Teams put the file */
export function infoCard(saved: { name: string; contentUrl: string; uniqueId: string; fileType: string }): FileCard {
  const { name, contentUrl, uniqueId, fileType } = saved;
  return {
    attachment: {
      contentType: 'application/vnd.microsoft.teams.card.file.info',
      name,
      contentUrl,
      content: { uniqueId, fileType },
    },
    summary: name,
  };
}
