import type { ApiRequest, ApiResponse } from '../http/message.js';
import type { Method, Parameters } from '../http/router.js';
import type { Tenant } from '../world/state.js';
import type { World } from '../world/world.js';

/** What a control gets to know. */
export interface ControlCall extends ApiRequest {
  readonly world: World;
  /** The tenant of the path as it is now; undefined where nobody put it. */
  readonly tenant: Tenant | undefined;
  readonly now: number;
  readonly parameters: Parameters;
}

type ControlRun = (call: ControlCall) => ApiResponse;

/** Something a tester may ask of the sandbox itself. */
export interface ControlRoute {
  readonly method: Method;
  readonly path: string;
  readonly run: ControlRun;
  /**
   * Why a change is refused before it is written down. What replaces something needs that: at a restart it would erase
   * what came before it.
   */
  readonly refuse?: (call: ControlCall) => ApiResponse | undefined;
}
