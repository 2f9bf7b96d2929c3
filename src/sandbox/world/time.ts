import { guidFrom } from '../random.js';
import type { Task, Tenant } from './state.js';

/** Plans something for later. Tasks run in the order of their times, then in the order they were planned. */
export function schedule(tenant: Tenant, at: number, run: (at: number) => void): void {
  const task: Task = { at, order: nextNumber(tenant), run };
  const after = tenant.tasks.findIndex((other) => other.at > at);
  tenant.tasks.splice(after === -1 ? tenant.tasks.length : after, 0, task);
}

/** Plays everything that is due until `now`, each at its own time. */
export function advanceTo(tenant: Tenant, now: number): void {
  for (let task = tenant.tasks[0]; task && task.at <= now; task = tenant.tasks[0]) {
    tenant.tasks.shift();
    tenant.now = Math.max(tenant.now, task.at);
    task.run(task.at);
  }
  tenant.now = Math.max(tenant.now, now);
}

function nextNumber(tenant: Tenant): number {
  tenant.made += 1;
  return tenant.made;
}

/** A new id, the same one whenever the same things happened to the same tenant before. */
export function newId(tenant: Tenant, kind: string): string {
  return guidFrom(`${tenant.id}|${tenant.scenario.seed}|${kind}|${nextNumber(tenant)}`);
}
