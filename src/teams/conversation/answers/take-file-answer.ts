import { z } from 'zod';
import { tellAction } from '../../../engine/action-log.js';
import { infoCard } from '../../reports/file-cards.js';
import type { Offer } from '../../reports/offers.js';
import { mayUploadTo } from '../../reports/upload-address.js';
import type { Answer, Asking } from '../conversation.js';
import { say } from '../say.js';
import { inTime } from './in-time.js';
import { actionOf, type Seer, seerOf } from './seer.js';

const text = z.string().min(1).max(4_000);
const contextSchema = z.object({ offer: z.string().min(1).max(200), nonce: z.string().min(1).max(200) });
const fileAnswerSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('accept'),
    context: contextSchema,
    uploadInfo: z.object({ uploadUrl: text, contentUrl: text, name: text, uniqueId: text, fileType: text }),
  }),
  z.object({ action: z.literal('decline'), context: contextSchema }),
]);
type Accepted = Extract<z.infer<typeof fileAnswerSchema>, { action: 'accept' }>;

/** Takes a person's answer to whether they take a file. @param value as it came, untrusted */
export async function takeFileAnswer(asking: Asking, value: unknown): Promise<Answer> {
  const { offers } = asking.files;
  const seer = await seerOf(asking, 'now');
  if (seer.is === 'refused') return seer.answer;
  const { data: given } = fileAnswerSchema.safeParse(value);
  const offer = given && (await offers.find(given.context, seer.person.tenantId, seer.person.id));
  if (!offer) {
    tellAction(seer.log, actionOf(seer), { is: 'notTheirs' });
    return say(seer, { text: 'offerUnknown' });
  }
  tellAction(seer.log, actionOf(seer, offer.runId), { is: 'done', why: given.action });
  if (given.action === 'accept') return accept(seer, offer, given);
  await offers.change(given.context, { state: 'declined' });
  return { ...say(seer, { text: 'fileDeclined' }), ...dropping(offer) };
}

async function accept(seer: Seer, offer: Offer, accepted: Accepted): Promise<Answer> {
  if (offer.state === 'saved') return { ...say(seer, { text: 'fileSavedBefore' }), ...dropping(offer) };
  if (seer.files.saver.isSaving(offer)) return say(seer, { text: 'fileBeingSaved' });
  if (!isOneDrive(seer, offer, accepted.uploadInfo.uploadUrl)) return say(seer, { text: 'uploadRefused' });
  return inTime(seer, { text: 'fileBeingSaved' }, save(seer, offer, accepted));
}

function isOneDrive({ rules, log }: Seer, { runId }: Offer, uploadUrl: string): boolean {
  if (mayUploadTo(uploadUrl, rules.cloud === 'sandbox')) return true;
  const host = URL.canParse(uploadUrl) ? new URL(uploadUrl).host : 'no address';
  log.warn({ host, run: runId }, 'a file was to be sent to an address that is not OneDrive');
  return false;
}

async function save(seer: Seer, offer: Offer, { context, uploadInfo }: Accepted): Promise<Answer> {
  const { asker, viewer, cards, files } = seer;
  const words = cards.reportWords(viewer.language);
  const saved = await files.saver.save(offer, words, asker.actor, uploadInfo.uploadUrl);
  if (!saved) return say(seer, { text: 'foreignRun' });
  await files.offers.change(context, { state: 'saved' });
  return { rendered: infoCard(uploadInfo), ...dropping(offer) };
}

/** The message that asked has served its purpose. */
const dropping = ({ activityId }: Offer): Pick<Answer, 'drops'> => (activityId === null ? {} : { drops: activityId });
