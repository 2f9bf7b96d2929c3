import { isOver } from '../../../upgrade/run/run.js';
import type { RunTopic, TenantText } from '../tenant-answers/tenant-answer.js';
import type { RunView } from '../view.js';
import { billed } from './billed.js';
import { failures } from './failures.js';
import { finish } from './finish.js';
import { howTo } from './how-to.js';
import { progress } from './progress.js';
import { told } from './told.js';

/** What is asked of an upgrade that is under way, or was the last one: from the run as it is, one small function a topic. */
export function runText(view: RunView, topic: RunTopic): TenantText {
  const goOn = isOver(view.run) && topic !== 'progress' ? {} : { goOn: 'status' as const };
  return { lines: lines(view, topic), ...goOn };
}

function lines(view: RunView, topic: RunTopic): string[] {
  switch (topic) {
    case 'progress':
      return progress(view);
    case 'failures':
      return failures(view);
    case 'finish':
      return finish(view);
    case 'billed':
      return billed(view);
    case 'stopping':
    case 'undoing':
      return howTo(view, topic);
    case 'told':
      return told(view);
    default:
      return topic satisfies never;
  }
}
